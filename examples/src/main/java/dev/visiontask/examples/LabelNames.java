package dev.visiontask.examples;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * Finds the class that a person means: by its label, by the first name of a label such as {@code tench, Tinca tinca}, or
 * by its number.
 */
final class LabelNames {
    private final List<String> labels;

    LabelNames(List<String> labels) {
        this.labels = List.copyOf(labels);
    }

    /**
     * The number of the class.
     *
     * @throws UsageException if there is none, or several
     */
    int indexOf(String name) {
        List<Integer> found = matching(name::equals);
        if (found.isEmpty()) {
            found = matching(label -> label.startsWith(name + ","));
        }
        if (found.isEmpty() && name.matches("\\d{1,9}") && Integer.parseInt(name) < labels.size()) {
            found = List.of(Integer.parseInt(name));
        }
        if (found.size() != 1) {
            throw new UsageException("expected a label of the model or its number, found: " + name
                    + (found.isEmpty() ? "" : ", which are the classes " + found));
        }
        return found.get(0);
    }

    private List<Integer> matching(Predicate<String> test) {
        return new ArrayList<>(IntStream.range(0, labels.size())
                .filter(index -> test.test(labels.get(index)))
                .boxed()
                .toList());
    }
}
