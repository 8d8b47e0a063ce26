package dev.visiontask.classification;

import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The names of the classes by output index. Several classes may have one name. */
final class ClassLabels {
    private final List<String> names;
    private final int background;

    /**
     * Names of all outputs.
     *
     * @param background the index of the class that stands for "none of these" and is never returned, or -1
     */
    ClassLabels(List<String> names, int background) {
        this.names = List.copyOf(names);
        this.background = background;
    }

    String name(int index) {
        return names.get(index);
    }

    List<String> names() {
        return names;
    }

    int size() {
        return names.size();
    }

    /** The indexes that may be returned, as a set of the caller's own. */
    BitSet selectable() {
        BitSet all = new BitSet(names.size());
        all.set(0, names.size());
        if (background >= 0) {
            all.clear(background);
        }
        return all;
    }

    List<Integer> indexesOf(String label) {
        return IntStream.range(0, names.size())
                .filter(index -> names.get(index).equals(label))
                .boxed()
                .toList();
    }

    /**
     * Checks that the labels in the options are labels of the model.
     *
     * @throws IllegalArgumentException if one is not
     */
    void check(ClassificationOptions options) {
        Stream.of(options.allowed(), options.denied())
                .filter(Objects::nonNull)
                .flatMap(Set::stream)
                .filter(label -> !names.contains(label))
                .findFirst()
                .ifPresent(label -> {
                    throw new IllegalArgumentException("Expected a label of the model, found: \"" + label + "\"."
                            + nearest(label) + " info().labels() lists all " + names.size() + ".");
                });
    }

    /** The question whether a person meant a label that contains this, or nothing. */
    private String nearest(String label) {
        String wanted = label.strip().toLowerCase(Locale.ROOT);
        return names.stream()
                .filter(name -> name.toLowerCase(Locale.ROOT).contains(wanted))
                .findFirst()
                .map(name -> " Did you mean \"" + name + "\"?")
                .orElse("");
    }
}
