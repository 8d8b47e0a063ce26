package dev.visiontask.activity;

import dev.visiontask.ModelFormatException;
import dev.visiontask.Setting;
import dev.visiontask.model.ModelSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Gives every output a name: from the model's labels, shifted by {@code label_offset}. */
final class ActivityLabels {
    private ActivityLabels() {}

    static List<String> of(ModelSpec spec, ActivityOutput output, List<Setting> settings) {
        int offset = spec.integer("label_offset").orElse(0);
        List<String> labels = spec.labels().orElse(null);
        if (labels == null) {
            settings.add(new Setting("labels", "\"class 0\", \"class 1\", ...", "default"));
            return IntStream.range(0, output.classes())
                    .mapToObj(index -> "class " + index)
                    .toList();
        }
        if (offset < 0 || labels.size() + offset != output.classes()) {
            throw new ModelFormatException("Expected " + (output.classes() - Math.max(0, offset)) + " labels for the "
                    + output.classes() + " classes of output " + output.name() + " with label_offset " + offset
                    + ", found: " + labels.size() + " labels. Give the label file that belongs to this model.");
        }
        List<String> names = new ArrayList<>(output.classes());
        for (int i = 0; i < offset; i++) {
            names.add("background");
        }
        names.addAll(labels);
        return List.copyOf(names);
    }
}
