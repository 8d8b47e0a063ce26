package dev.visiontask.examples;

import dev.visiontask.segmentation.evaluation.MaskValues;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The options that say what the pixel values of masks mean. */
final class MaskOptions {
    private static final String IGNORE = "--ignore";
    private static final String MAP = "--map";
    private static final String REDUCE = "--reduce-labels";

    static final List<Option> ALL = List.of(
            Option.list(IGNORE, "VALUE", "a value of masks that is not judged, or several as FROM-TO; 255 never is"),
            Option.list(
                    MAP, "VALUE=LABEL", "which class a value, or FROM-TO, stands for; else the class of that number"),
            Option.flag(REDUCE, "values count from 1, and 0 is not judged, as in ADE20K"));

    /** Of masks of 16 bits. */
    private static final int HIGHEST = 65535;

    private static final Pattern VALUES = Pattern.compile("(\\d{1,5})(?:-(\\d{1,5}))?");

    private MaskOptions() {}

    /**
     * What the caller said.
     *
     * @throws UsageException if a value is no number or a label is none of the model's
     */
    static MaskValues values(Arguments arguments, List<String> labels) {
        MaskValues values = arguments.has(REDUCE) ? MaskValues.REDUCED : MaskValues.PLAIN;
        for (String ignored : arguments.all(IGNORE)) {
            Range range = range(IGNORE, ignored);
            for (int value = range.from(); value <= range.to(); value++) {
                values = values.ignoring(value);
            }
        }
        for (String mapping : arguments.all(MAP)) {
            int equals = mapping.indexOf('=');
            Range range = range(MAP, equals < 0 ? mapping : mapping.substring(0, equals));
            int index = labels.indexOf(mapping.substring(equals + 1));
            if (equals < 0 || index < 0) {
                throw new UsageException(
                        "Expected " + MAP + " VALUE=LABEL with a label of " + labels + ", found: " + mapping);
            }
            for (int value = range.from(); value <= range.to(); value++) {
                values = values.mapping(value, index);
            }
        }
        return values;
    }

    private record Range(int from, int to) {}

    private static Range range(String option, String text) {
        Matcher matcher = VALUES.matcher(text);
        if (matcher.matches()) {
            int from = Integer.parseInt(matcher.group(1));
            int to = matcher.group(2) == null ? from : Integer.parseInt(matcher.group(2));
            if (from <= to && to <= HIGHEST) {
                return new Range(from, to);
            }
        }
        throw new UsageException(
                "Expected a value of 0 to " + HIGHEST + " or FROM-TO for " + option + ", found: " + text);
    }
}
