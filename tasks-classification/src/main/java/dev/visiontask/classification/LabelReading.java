package dev.visiontask.classification;

import dev.visiontask.ModelFormatException;
import dev.visiontask.Setting;
import dev.visiontask.model.ModelSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Gives every output a name: from the model's labels, shifted by {@code label_offset}. */
final class LabelReading {
    private LabelReading() {}

    static ClassLabels of(ModelSpec spec, ClassOutput output, List<Setting> settings) {
        int offset = spec.integer("label_offset").orElse(0);
        int background = spec.integer("background_index").orElse(-1);
        if (background >= output.classes()) {
            throw new ModelFormatException("Expected a background_index below the " + output.classes()
                    + " classes of output " + output.name() + ", found: " + background);
        }
        List<String> labels = spec.labels().orElse(null);
        if (labels == null) {
            settings.add(new Setting("labels", "\"class 0\", \"class 1\", ...", "default"));
            return new ClassLabels(
                    IntStream.range(0, output.classes())
                            .mapToObj(index -> "class " + index)
                            .toList(),
                    background);
        }
        if (offset < 0 || labels.size() + offset != output.classes()) {
            throw new ModelFormatException("Expected " + (output.classes() - Math.max(0, offset)) + " labels for the "
                    + output.classes() + " classes of output " + output.name() + " with label_offset " + offset
                    + ", found: " + labels.size() + " labels." + hint(labels.size(), output.classes()));
        }
        List<String> names = new ArrayList<>(output.classes());
        for (int i = 0; i < offset; i++) {
            names.add("background");
        }
        names.addAll(labels);
        return new ClassLabels(names, background);
    }

    private static String hint(int labels, int classes) {
        if (labels + 1 == classes) {
            return " If class 0 is the background, which has no label, set label_offset to 1.";
        }
        return " Give the label file that belongs to this model.";
    }
}
