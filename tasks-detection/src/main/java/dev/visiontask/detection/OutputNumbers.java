package dev.visiontask.detection;

import dev.visiontask.InferenceException;
import dev.visiontask.tensor.Shape;
import dev.visiontask.tensor.Tensor;

/** Reads and checks the numbers of output tensors. */
final class OutputNumbers {
    private static final int MAX_CLASSES = 1 << 20;

    /** Classes are exact in float32; this leaves room for a factor that was folded into the graph. */
    private static final double NOT_WHOLE = 1e-3;

    private OutputNumbers() {}

    /**
     * Checks the shape that was found when the model was opened; sizes of {@link Shape#DYNAMIC} may be any.
     *
     * @param index the image in the batch that shall be read
     */
    static void requireShape(Tensor tensor, int index, long... dims) {
        Shape found = tensor.shape();
        Shape expected = Shape.of(dims);
        if (!expected.accepts(found) || (found.rank() > 0 && dims[0] == Shape.DYNAMIC && index >= found.dim(0))) {
            throw new InferenceException("Expected an output " + tensor.name() + " of shape " + expected
                    + " with an image " + index + " in the first dimension, found: " + tensor.info());
        }
    }

    /** Checks that a sum of numbers of this tensor is finite: it is only if each of them is. */
    static void requireFinite(Tensor tensor, float sum) {
        if (!Float.isFinite(sum)) {
            throw notFinite(tensor, sum);
        }
    }

    static InferenceException notFinite(Tensor tensor, float found) {
        return new InferenceException("Expected finite numbers in output " + tensor.name() + ", found: "
                + (Float.isNaN(found) ? "NaN" : "infinity") + ". The model or the engine is broken, or the input has"
                + " values far outside the range that the model was trained on: check the preprocessing in info().");
    }

    /** An element of a float32 or integer tensor, by its index in the buffer. */
    static float get(Tensor tensor, int index) {
        return switch (tensor.type()) {
            case FLOAT32 -> tensor.floats().get(index);
            case INT32 -> tensor.bytes().getInt(index * Integer.BYTES);
            case INT64 -> tensor.bytes().getLong(index * Long.BYTES);
            case INT8 -> tensor.bytes().get(index);
            case UINT8, BOOL -> tensor.bytes().get(index) & 0xff;
            case FLOAT16 ->
                throw new InferenceException("Expected float32 or integers in output " + tensor.info()
                        + ", found float16. Export the model with float32 outputs.");
        };
    }

    /** Whether a number is none of a class because it is not whole. */
    static boolean isBroken(float number) {
        return Math.abs(number - Math.rint(number)) > NOT_WHOLE;
    }

    /** Checks that a number that is read as that of a class is whole. */
    static void requireWhole(Tensor tensor, float number) {
        if (isBroken(number)) {
            throw new InferenceException("Expected whole numbers of classes in output " + tensor.info() + ", found: "
                    + number + ". These are scores or coordinates of another layout: say how the output is read by the"
                    + " keys decoder, output_layout and coordinates.");
        }
    }

    /** An element that is the number of a class; -1, as padding, is one too. */
    static int classAt(Tensor tensor, int index) {
        float value = get(tensor, index);
        requireFinite(tensor, value);
        requireWhole(tensor, value);
        if (value < -1 || value >= MAX_CLASSES) {
            throw new InferenceException(
                    "Expected numbers of classes in output " + tensor.info() + ", found: " + value);
        }
        return Math.round(value);
    }

    static InferenceException tooShort(Tensor tensor, int expected, Tensor other) {
        return new InferenceException("Expected output " + tensor.name() + " to hold as many boxes as output "
                + other.info() + ", at least " + expected + ", found: " + tensor.info());
    }

    /** The class with the highest of {@code count} values from {@code start} on; the first of equal ones. */
    static int best(float[] values, int start, int count) {
        int best = start;
        for (int i = start + 1; i < start + count; i++) {
            if (values[i] > values[best]) {
                best = i;
            }
        }
        return best - start;
    }

    /** The sum of {@code count} values from {@code start} on. */
    static float sum(float[] values, int start, int count) {
        float sum = 0;
        for (int i = start; i < start + count; i++) {
            sum += values[i];
        }
        return sum;
    }

    static float sigmoid(double logit) {
        return (float) (1 / (1 + Math.exp(-logit)));
    }
}
