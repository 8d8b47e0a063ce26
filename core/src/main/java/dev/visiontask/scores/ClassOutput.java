package dev.visiontask.scores;

import dev.visiontask.InferenceException;
import dev.visiontask.Setting;
import dev.visiontask.model.ModelSpec;
import dev.visiontask.tensor.DataType;
import dev.visiontask.tensor.Tensor;
import dev.visiontask.tensor.TensorInfo;
import java.util.List;

/**
 * Reads the numbers of the classes from a model's output {@code [N, classes]}, with or without further dimensions of 1:
 * float32, or uint8 and int8, which are dequantised as {@code (q - zeroPoint) * scale}. Immutable.
 *
 * @param place which of the model's outputs
 * @param name its name
 * @param classes the numbers an input has
 * @param scale of one quantisation step; 1 for float32
 * @param zeroPoint the quantised value of 0
 * @param binary how one number stands for two classes, if it does
 */
public record ClassOutput(int place, String name, int classes, double scale, int zeroPoint, Binary binary) {
    /** How a single number of the model stands for two classes, the second of which it speaks of. */
    public enum Binary {
        /** It does not: there is a number for each class. */
        NO,
        /** The number x becomes -x and x: the sigmoids of the two sum to 1. */
        LOGIT,
        /** The score p becomes 1 - p and p. */
        SCORE
    }

    /** With a number for each class. */
    public ClassOutput(int place, String name, int classes, double scale, int zeroPoint) {
        this(place, name, classes, scale, zeroPoint, Binary.NO);
    }

    /**
     * The output that holds the classes: the one named in the model description, key "output", else the only one of a fitting shape.
     *
     * @param settings gets what was found
     * @throws dev.visiontask.ModelFormatException if there is none, or several
     */
    public static ClassOutput of(ModelSpec spec, List<TensorInfo> outputs, List<Setting> settings) {
        return OutputReading.of(spec, outputs, settings);
    }

    /**
     * The same for numbers that this activation turns into scores.
     *
     * @param settings gets a line if one number stands for two classes
     */
    public ClassOutput with(Activation activation, List<Setting> settings) {
        if (binary == Binary.NO) {
            return this;
        }
        Binary form = activation == Activation.NONE ? Binary.SCORE : Binary.LOGIT;
        settings.add(new Setting(
                "output_numbers",
                "\"one number, the score of the second label\"",
                "two labels, one number in the output"));
        return new ClassOutput(place, name, classes, scale, zeroPoint, form);
    }

    private int numbers() {
        return binary == Binary.NO ? classes : 1;
    }

    /** Whether the numbers are bytes in the model. */
    public boolean isQuantized() {
        return scale != 1;
    }

    /**
     * The raw numbers of one input, in a new array.
     *
     * @param index which input of the batch
     * @throws InferenceException if they are not there, or not finite
     */
    public float[] read(List<Tensor> outputs, int index) {
        Tensor tensor = outputs.get(place);
        int numbers = numbers();
        int start = Math.multiplyExact(index, numbers);
        if (tensor.shape().elements() < start + numbers) {
            throw new InferenceException("Expected output " + name + " to hold " + numbers + " numbers for input "
                    + index + " of the batch, found: " + tensor.info());
        }
        float[] values = new float[numbers];
        if (tensor.type() == DataType.FLOAT32) {
            tensor.floats().get(start, values);
        } else {
            dequantize(tensor, start, values);
        }
        checkFinite(values);
        return switch (binary) {
            case NO -> values;
            case LOGIT -> new float[] {-values[0], values[0]};
            case SCORE -> new float[] {1 - values[0], values[0]};
        };
    }

    private void dequantize(Tensor tensor, int start, float[] values) {
        boolean unsigned = tensor.type() == DataType.UINT8;
        for (int i = 0; i < values.length; i++) {
            byte raw = tensor.bytes().get(start + i);
            values[i] = (float) (((unsigned ? raw & 0xff : raw) - zeroPoint) * scale);
        }
    }

    private void checkFinite(float[] values) {
        for (int i = 0; i < values.length; i++) {
            if (!Float.isFinite(values[i])) {
                throw new InferenceException("Expected finite numbers in output " + name + ", found: " + values[i]
                        + " for class " + i + ". The model or the engine is broken, or the input has values far outside"
                        + " the range that the model was trained on: check the preprocessing in info().");
            }
        }
    }
}
