package dev.visiontask.examples;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * How far two answers are apart, by several measures at once.
 *
 * @param measures always the same ones in the same order for one family of tasks
 */
record Difference(List<Measure> measures) {
    /** Copies the list. */
    Difference {
        measures = List.copyOf(measures);
    }

    static Difference of(Measure... measures) {
        return new Difference(List.of(measures));
    }

    /**
     * One measure.
     *
     * @param form says for people what differs how much, with a place for the value as in {@link String#format}
     * @param value the difference, at least 0
     * @param limit up to which answers agree
     */
    record Measure(String form, double value, double limit) {
        @Override
        public String toString() {
            return String.format(Locale.ROOT, form, value);
        }
    }

    /** Whether no measure is above its limit. */
    boolean isSmall() {
        return measures.stream().allMatch(measure -> measure.value() <= measure.limit());
    }

    /** The larger value of each measure. */
    Difference max(Difference other) {
        List<Measure> larger = new ArrayList<>();
        for (int i = 0; i < measures.size(); i++) {
            Measure one = measures.get(i);
            Measure two = other.measures.get(i);
            larger.add(one.value() >= two.value() ? one : two);
        }
        return new Difference(larger);
    }

    /** For people. */
    @Override
    public String toString() {
        return measures.stream().map(Measure::toString).collect(Collectors.joining(", "));
    }
}
