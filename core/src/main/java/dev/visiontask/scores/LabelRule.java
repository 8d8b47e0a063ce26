package dev.visiontask.scores;

import dev.visiontask.ModelFormatException;
import dev.visiontask.Setting;
import dev.visiontask.model.ModelSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Which label belongs to which class, the same in every task: label {@code i} names class {@code i + label_offset}. A positive
 * offset leaves classes in front without a label; a negative one leaves out labels in front that no class has. Placeholders
 * inside a list, such as {@code ???} and {@code n/a}, keep their numbers. Nothing is shifted by guessing: a count that does not
 * fit is an error that names the offset which would.
 */
public final class LabelRule {
    private static final Set<String> BACKGROUND = Set.of("background", "bg", "unlabeled", "unlabelled");
    private static final Set<String> UNUSED = Set.of("n/a", "#n/a", "unused", "placeholder");
    private static final String KEY = "label_offset";
    private static final int SHOWN = 5;

    /** More classes than any model has, and few enough to count with. */
    private static final int MOST = 1_000_000;

    private LabelRule() {}

    /**
     * The key {@code label_offset}, if the description has it.
     *
     * @throws ModelFormatException if it is beyond all models
     */
    public static OptionalInt offset(ModelSpec spec) {
        OptionalInt offset = spec.integer(KEY);
        if (offset.isPresent() && Math.abs((long) offset.getAsInt()) > MOST) {
            throw new ModelFormatException("Expected a label_offset of at most " + MOST + " classes or labels in the"
                    + " description of " + spec.file().path() + ", found: " + offset.getAsInt() + ".");
        }
        return offset;
    }

    /** Whether this label, as the first of a list, stands for no class of its own: {@code background}, {@code ???}. */
    public static boolean isBackground(String label) {
        String letters = label.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
        return BACKGROUND.contains(letters) || isPlaceholder(label);
    }

    /** Whether this label fills a number that no class has: {@code ???}, {@code N/A}. */
    public static boolean isPlaceholder(String label) {
        String text = label.strip().toLowerCase(Locale.ROOT);
        return UNUSED.contains(text) || text.matches("\\?+|-{2,}");
    }

    /**
     * The labels without those that a negative offset leaves out in front.
     *
     * @throws ModelFormatException if none is left
     */
    public static List<String> withoutLeading(List<String> labels, int offset) {
        if (offset >= 0) {
            return labels;
        }
        if (-(long) offset >= labels.size()) {
            throw new ModelFormatException(
                    "Expected a label_offset that leaves some of the " + labels.size() + " labels, found: " + offset);
        }
        return labels.subList(-offset, labels.size());
    }

    /** What to do about {@code labels} labels for {@code classes} classes; begins with a space. */
    public static String hint(List<String> labels, int classes) {
        if (labels.size() + 1 == classes) {
            return " If class 0 is the background, which has no label, set label_offset to 1.";
        }
        if (labels.size() == classes + 1 && isBackground(labels.get(0))) {
            return " If the label \"" + labels.get(0) + "\" in front stands for no class, set label_offset to -1.";
        }
        if (labels.size() == classes) {
            return " There is a label for each class: leave label_offset out, or set it to 0.";
        }
        return " Give the label file that belongs to this model.";
    }

    /**
     * Notes the rule for {@code info()}: which class the first label names, and the placeholders.
     *
     * @param labels all labels of the model
     * @param offset the offset in effect
     * @param origin where the offset comes from
     */
    public static void tell(List<String> labels, int offset, String origin, List<Setting> settings) {
        int first = Math.max(0, -offset);
        String rule = "class " + Math.max(0, offset) + " is " + labels.get(first);
        settings.add(new Setting(
                "label_rule",
                "\"" + rule.replace("\\", "\\\\").replace("\"", "\\\"") + "\"",
                "label_offset " + offset + ", " + origin));
        List<String> unused = new ArrayList<>();
        IntStream.range(first, labels.size())
                .filter(i -> isPlaceholder(labels.get(i)))
                .forEach(i -> unused.add(Integer.toString(i + offset)));
        if (!unused.isEmpty()) {
            String more = unused.size() > SHOWN ? ", ..." : "";
            settings.add(new Setting(
                    "label_placeholders",
                    "\"" + unused.size() + " of " + (labels.size() - first) + ": classes "
                            + String.join(", ", unused.subList(0, Math.min(SHOWN, unused.size()))) + more + "\"",
                    "labels such as ??? and n/a, which keep their numbers"));
        }
    }
}
