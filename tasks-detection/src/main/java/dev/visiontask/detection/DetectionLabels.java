package dev.visiontask.detection;

import dev.visiontask.InferenceException;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The names of the classes. Label {@code i} belongs to class {@code i + offset} of the model's output.
 *
 * @param names by index; empty if neither the model's description nor its outputs say how many classes there are
 * @param offset how many classes come before the first label
 * @param background the class that is never returned, by its place in the output, or -1
 */
record DetectionLabels(List<String> names, int offset, int background) {
    DetectionLabels {
        names = List.copyOf(names);
    }

    /** The name of a label index. */
    String name(int index) {
        if (names.isEmpty()) {
            return "class " + index;
        }
        if (index >= names.size()) {
            throw new InferenceException("Expected classes of " + offset + " to " + (offset + names.size() - 1)
                    + ", because there are " + names.size() + " labels and label_offset is " + offset
                    + ", found class " + (index + offset) + ". Give the label file that belongs to this model, or"
                    + " correct label_offset.");
        }
        return names.get(index);
    }

    /** The index of the first label that names a class: a negative offset leaves out those in front. */
    private int first() {
        return Math.max(0, -offset);
    }

    /** Every class that has a label, from the first to before the last. */
    void addTo(BitSet classes) {
        classes.set(first() + offset, names.size() + offset);
    }

    /** The classes of this name; several classes may have one. */
    List<Integer> classesOf(String label) {
        return IntStream.range(first(), names.size())
                .filter(index -> names.get(index).equals(label))
                .mapToObj(index -> index + offset)
                .toList();
    }

    /**
     * Checks that the labels in the options are labels of the model.
     *
     * @throws IllegalArgumentException if one is not
     */
    void check(DetectionOptions options) {
        Set<String> allowed = options.allowed();
        Set<String> denied = options.denied();
        Set<String> wanted = allowed != null ? allowed : denied != null ? denied : Set.of();
        if (!wanted.isEmpty() && names.isEmpty()) {
            throw new IllegalArgumentException("Expected no lists of labels for a model without labels, found: "
                    + wanted + ". Give the model its labels first.");
        }
        for (String label : wanted) {
            if (classesOf(label).isEmpty()) {
                throw new IllegalArgumentException("Expected a label of the model, found: \"" + label + "\"."
                        + (names.contains(label) ? leftOut() : startingLike(label)) + " info().labels() lists all "
                        + names.size() + ".");
            }
        }
    }

    private String leftOut() {
        return " label_offset " + offset + " leaves it out: no class has it.";
    }

    /** The question whether a person meant a label that contains this, or nothing. */
    private String startingLike(String label) {
        String wanted = label.strip().toLowerCase(Locale.ROOT);
        return names.stream()
                .filter(name -> name.toLowerCase(Locale.ROOT).contains(wanted))
                .findFirst()
                .map(name -> " Did you mean \"" + name + "\"?")
                .orElse("");
    }
}
