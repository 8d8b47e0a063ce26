package dev.visiontask.scores;

import dev.visiontask.ModelFormatException;
import dev.visiontask.Setting;
import dev.visiontask.model.ModelSpec;
import dev.visiontask.tensor.DataType;
import dev.visiontask.tensor.Shape;
import dev.visiontask.tensor.TensorInfo;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Finds the output that holds the classes: the one named by {@code output}, else the only one of a fitting shape. */
final class OutputReading {
    /** TensorFlow Lite's quantisation specification fixes scale 1/256 and zero point 0 for a uint8 softmax. */
    private static final double UINT8_SOFTMAX_SCALE = 1 / 256.0;

    private static final Set<DataType> TYPES = Set.of(DataType.FLOAT32, DataType.UINT8, DataType.INT8);

    private OutputReading() {}

    static ClassOutput of(ModelSpec spec, List<TensorInfo> outputs, List<Setting> settings) {
        int place = choose(spec, outputs);
        TensorInfo info = outputs.get(place);
        if (!TYPES.contains(info.type())) {
            throw new ModelFormatException(
                    "Expected class scores as float32, uint8 or int8, found output " + info + ".");
        }
        settings.add(new Setting(
                "output", "\"" + info.name() + "\"", spec.text("output").isPresent() ? "declared" : "in-file"));
        if (info.type() == DataType.FLOAT32) {
            return new ClassOutput(place, info.name(), classes(spec, info), 1, 0, binary(spec, info));
        }
        return quantized(spec, place, info, settings);
    }

    private static ClassOutput quantized(ModelSpec spec, int place, TensorInfo info, List<Setting> settings) {
        if (spec.number("output_scale").isEmpty()) {
            if (info.type() == DataType.INT8) {
                throw new ModelFormatException("Expected output_scale and output_zero_point in the model's description,"
                        + " which say what the bytes of output " + info + " mean, found neither.");
            }
            settings.add(new Setting("output_scale", Double.toString(UINT8_SOFTMAX_SCALE), "default"));
        }
        double scale = spec.number("output_scale").orElse(UINT8_SOFTMAX_SCALE);
        int zeroPoint = spec.integer("output_zero_point").orElse(0);
        return new ClassOutput(place, info.name(), classes(spec, info), scale, zeroPoint, binary(spec, info));
    }

    private static int classes(ModelSpec spec, TensorInfo info) {
        return binary(spec, info) == ClassOutput.Binary.NO ? classes(info) : 2;
    }

    /** Two labels for one number: it speaks of the second. A background in front is a label less. */
    private static ClassOutput.Binary binary(ModelSpec spec, TensorInfo info) {
        int offset = spec.integer("label_offset").orElse(0);
        boolean two = spec.labels().map(labels -> labels.size() + offset == 2).orElse(false);
        return two && classes(info) == 1 ? ClassOutput.Binary.LOGIT : ClassOutput.Binary.NO;
    }

    private static int choose(ModelSpec spec, List<TensorInfo> outputs) {
        String wanted = spec.text("output").orElse(null);
        List<Integer> fitting = IntStream.range(0, outputs.size())
                .filter(i -> wanted == null || outputs.get(i).name().equals(wanted))
                .filter(i -> classes(outputs.get(i)) > 0)
                .boxed()
                .toList();
        if (fitting.size() != 1) {
            throw new ModelFormatException("Expected one output [N, classes]"
                    + (wanted == null ? "" : " named " + wanted) + ", found: "
                    + outputs.stream().map(TensorInfo::toString).collect(Collectors.joining("; "))
                    + (fitting.size() > 1 ? ". Name it by the key output." : ""));
        }
        return fitting.get(0);
    }

    /** Classes of {@code [N, C]}, {@code [N, C, 1, 1]}, {@code [N, 1, 1, C]} or {@code [C]}; 0 for any other shape. */
    private static int classes(TensorInfo info) {
        Shape shape = info.shape();
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
}
