package dev.visiontask.scores;

import dev.visiontask.ModelFormatException;
import dev.visiontask.Setting;
import dev.visiontask.model.ModelSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Gives every class of an output a name. */
public final class ClassNames {
    private ClassNames() {}

    /**
     * The model's labels, shifted by the key {@code label_offset}, or made-up names if it has none.
     *
     * @param settings gets the rule in effect, or a line if the names are made up
     * @throws ModelFormatException if there are more or fewer labels than classes
     */
    public static List<String> of(ModelSpec spec, ClassOutput output, List<Setting> settings) {
        List<String> labels = spec.labels().orElse(null);
        int offset = LabelRule.offset(spec).orElse(0);
        if (labels == null) {
            if (offset != 0) {
                throw new ModelFormatException("Expected labels with label_offset " + offset
                        + ", found: none. Give the labels, or leave label_offset out.");
            }
            settings.add(new Setting("labels", "\"class 0\", \"class 1\", ...", "default"));
            return IntStream.range(0, output.classes())
                    .mapToObj(index -> "class " + index)
                    .toList();
        }
        if (labels.size() + (long) offset != output.classes()) {
            throw new ModelFormatException("Expected " + (output.classes() - (long) offset) + " labels for the "
                    + output.classes() + " classes of output " + output.name() + " with label_offset " + offset
                    + ", found: " + labels.size() + " labels." + LabelRule.hint(labels, output.classes()));
        }
        LabelRule.tell(labels, offset, spec.integer("label_offset").isPresent() ? "declared" : "default", settings);
        List<String> names = new ArrayList<>(output.classes());
        for (int i = 0; i < offset; i++) {
            names.add("background");
        }
        names.addAll(LabelRule.withoutLeading(labels, offset));
        return List.copyOf(names);
    }
}
