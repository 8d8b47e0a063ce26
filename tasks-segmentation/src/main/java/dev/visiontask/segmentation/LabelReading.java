package dev.visiontask.segmentation;

import dev.visiontask.ModelFormatException;
import dev.visiontask.Setting;
import dev.visiontask.model.ModelSpec;
import dev.visiontask.scores.LabelRule;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/** Gives every class a name: from the model's labels, shifted by {@code label_offset}. */
final class LabelReading {
    private static final String BACKGROUND = "background";

    private LabelReading() {}

    static List<String> of(ModelSpec spec, MapOutput output, List<Setting> settings) {
        List<String> names = shifted(spec);
        boolean onlyForeground = output.form() == OutputForm.FOREGROUND && names.size() == 1;
        String origin = LabelRule.offset(spec).isPresent() ? "declared" : "default";
        if (onlyForeground) {
            LabelRule.tell(names, 1, origin + ", one label for the foreground", settings);
        } else {
            spec.labels().ifPresent(all -> LabelRule.tell(all, OutputReading.offset(spec), origin, settings));
        }
        return switch (output.form()) {
            case ARGMAX -> ofChannels(spec, output, names, settings);
            case CLASS_MAP -> ofNumbers(output, names);
            case FOREGROUND -> ofForeground(output, names, settings);
        };
    }

    /** The labels with a background for each class before the first; empty if there are none. */
    private static List<String> shifted(ModelSpec spec) {
        List<String> labels = spec.labels().orElse(List.of());
        int offset = OutputReading.offset(spec);
        if (labels.isEmpty() && offset != 0) {
            throw new ModelFormatException("Expected labels with label_offset " + offset
                    + ", found: none. Give the labels, or leave label_offset out.");
        }
        List<String> shifted = new ArrayList<>(Collections.nCopies(Math.max(0, offset), BACKGROUND));
        shifted.addAll(LabelRule.withoutLeading(labels, offset));
        return shifted;
    }

    private static List<String> ofChannels(
            ModelSpec spec, MapOutput output, List<String> labels, List<Setting> settings) {
        boolean reduced = OutputReading.isReduced(spec);
        int classes = output.channels() - (reduced ? 1 : 0);
        if (labels.isEmpty()) {
            settings.add(new Setting("labels", "\"class 0\", \"class 1\", ...", "default"));
            return IntStream.range(0, classes)
                    .mapToObj(index -> "class " + index)
                    .toList();
        }
        if (labels.size() != classes) {
            throw new ModelFormatException("Expected " + classes + " labels for the " + output.channels()
                    + " channels of output " + output.name() + " with label_offset " + OutputReading.offset(spec)
                    + " and reduce_labels " + reduced + ", found: " + labels.size() + " labels, the offset included."
                    + hint(spec.labels().orElse(List.of()), classes));
        }
        return labels;
    }

    private static String hint(List<String> labels, int classes) {
        if (labels.size() + 1 == classes) {
            return " If class 0 is a background without a label, set label_offset to 1; if it stands for no class, set"
                    + " reduce_labels to true.";
        }
        return LabelRule.hint(labels, classes);
    }

    private static List<String> ofNumbers(MapOutput output, List<String> labels) {
        if (labels.isEmpty()) {
            throw new ModelFormatException("Expected the labels of the classes whose numbers output " + output.name()
                    + " gives, found none. Add labels.txt or the key labels.");
        }
        return labels;
    }

    private static List<String> ofForeground(MapOutput output, List<String> labels, List<Setting> settings) {
        if (labels.isEmpty()) {
            settings.add(new Setting("labels", "\"background\", \"foreground\"", "default"));
            return List.of(BACKGROUND, "foreground");
        }
        if (labels.size() > 2) {
            throw new ModelFormatException("Expected the labels background and foreground, or one for the foreground,"
                    + " for the one channel of output " + output.name() + ", found: " + labels.size() + " labels.");
        }
        return labels.size() == 1 ? List.of(BACKGROUND, labels.get(0)) : labels;
    }
}
