package dev.visiontask.activity;

import dev.visiontask.InferenceException;
import dev.visiontask.ModelFormatException;
import dev.visiontask.Setting;
import dev.visiontask.model.ModelSpec;
import dev.visiontask.tensor.DataType;
import dev.visiontask.tensor.Shape;
import dev.visiontask.tensor.Tensor;
import dev.visiontask.tensor.TensorInfo;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The output that holds the classes: the one named by {@code output}, else the only one of a fitting shape.
 *
 * @param place which of the model's outputs
 * @param name its name
 * @param classes the numbers a view has
 */
record ActivityOutput(int place, String name, int classes) {
    static ActivityOutput of(ModelSpec spec, List<TensorInfo> outputs, List<Setting> settings) {
        String wanted = spec.text("output").orElse(null);
        List<Integer> fitting = IntStream.range(0, outputs.size())
                .filter(i -> wanted == null || outputs.get(i).name().equals(wanted))
                .filter(i -> classes(outputs.get(i).shape()) > 0)
                .boxed()
                .toList();
        if (fitting.size() != 1) {
            throw new ModelFormatException("Expected one output [N, classes]"
                    + (wanted == null ? "" : " named " + wanted) + ", found: "
                    + outputs.stream().map(TensorInfo::toString).collect(Collectors.joining("; "))
                    + (fitting.size() > 1 ? ". Name it by the key output." : ""));
        }
        TensorInfo info = outputs.get(fitting.get(0));
        if (info.type() != DataType.FLOAT32) {
            throw new ModelFormatException("Expected class scores as float32, found output " + info + ".");
        }
        settings.add(new Setting("output", "\"" + info.name() + "\"", wanted == null ? "in-file" : "declared"));
        return new ActivityOutput(fitting.get(0), info.name(), classes(info.shape()));
    }

    /** Classes of {@code [N, C]}, with or without further dimensions of 1, or of {@code [C]}; 0 for any other shape. */
    private static int classes(Shape shape) {
        if (!shape.isKnown() || shape.rank() == 0) {
            return 0;
        }
        long classes = 1;
        for (int i = shape.rank() == 1 ? 0 : 1; i < shape.rank(); i++) {
            long dim = shape.dim(i);
            if (dim < 1 || (dim > 1 && classes > 1)) {
                return 0;
            }
            classes *= dim;
        }
        return Math.toIntExact(classes);
    }

    /** The raw numbers of one view, in a new array. */
    float[] read(List<Tensor> outputs, int index) {
        Tensor tensor = outputs.get(place);
        int start = Math.multiplyExact(index, classes);
        if (tensor.shape().elements() < start + classes) {
            throw new InferenceException("Expected output " + name + " to hold " + classes + " classes for view "
                    + index + " of the batch, found: " + tensor.info());
        }
        float[] values = new float[classes];
        tensor.floats().get(start, values);
        for (int i = 0; i < classes; i++) {
            if (!Float.isFinite(values[i])) {
                throw new InferenceException("Expected finite numbers in output " + name + ", found: " + values[i]
                        + " for class " + i + ". The model or the engine is broken, or the input has values far outside"
                        + " the range that the model was trained on: check the preprocessing in info().");
            }
        }
        return values;
    }
}
