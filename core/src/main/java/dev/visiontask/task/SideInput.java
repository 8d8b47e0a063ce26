package dev.visiontask.task;

import dev.visiontask.tensor.DataType;
import dev.visiontask.tensor.Shape;
import dev.visiontask.tensor.Tensor;
import dev.visiontask.tensor.TensorInfo;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * An input beside the image, whose numbers follow from the shape of the image tensor alone.
 *
 * @param info what the model declares
 * @param entries what goes in: one entry for every element, or a list of entries along the last dimension, repeated
 *     for each item of the batch
 * @param isList whether the entries are a list
 * @param axes where the image tensor has its height and width
 */
record SideInput(TensorInfo info, List<Entry> entries, boolean isList, ImageAxes axes) {
    /** Which dimensions of the image tensor are its height and its width, counted from the last one, 1. */
    record ImageAxes(int height, int width) {
        static final ImageAxes ROWS_FIRST = new ImageAxes(2, 1);
        static final ImageAxes CHANNELS_LAST = new ImageAxes(3, 2);

        long height(Shape image) {
            return image.dim(image.rank() - height);
        }

        long width(Shape image) {
            return image.dim(image.rank() - width);
        }
    }

    /** What one number is. */
    sealed interface Entry {
        /** A number of the description. */
        record Constant(double value) implements Entry {}

        /** The height of the image tensor. */
        record Height() implements Entry {}

        /** The width of the image tensor. */
        record Width() implements Entry {}
    }

    /**
     * The shape of this input beside an image tensor of shape {@code image}.
     *
     * @return with {@link Shape#DYNAMIC} where neither the model nor the image nor the list decides
     */
    Shape shape(Shape image) {
        if (!info.shape().isKnown()) {
            // An undeclared shape: one row an item, or a single number.
            return isList ? Shape.of(batch(image), entries.size()) : Shape.of();
        }
        long[] dims = info.shape().toArray();
        int last = dims.length - 1;
        for (int i = 0; i <= last; i++) {
            if (dims[i] == Shape.DYNAMIC) {
                dims[i] = open(i, dims.length, image);
            }
        }
        return Shape.of(dims);
    }

    private long open(int index, int rank, Shape image) {
        int fromEnd = rank - index;
        if (isList && fromEnd == 1) {
            return entries.size();
        }
        if (index == 0) {
            return batch(image);
        }
        // A mask: rows and columns are those of the image.
        boolean isMask = rank >= 3 && fromEnd <= 2;
        return isMask ? (fromEnd == 2 ? axes.height(image) : axes.width(image)) : Shape.DYNAMIC;
    }

    /** An image tensor without a dimension for the batch is a batch of one. */
    private static long batch(Shape image) {
        return image.rank() < 4 ? 1 : image.dim(0);
    }

    /** Fills the tensor that goes with an image tensor of shape {@code image}. */
    void write(Tensor tensor, Shape image) {
        double[] values =
                entries.stream().mapToDouble(entry -> value(entry, image)).toArray();
        int elements = Math.toIntExact(tensor.shape().elements());
        for (int i = 0; i < elements; i++) {
            put(tensor, i, values[i % values.length]);
        }
    }

    private double value(Entry entry, Shape image) {
        if (entry instanceof Entry.Constant constant) {
            return constant.value();
        }
        return entry instanceof Entry.Height ? axes.height(image) : axes.width(image);
    }

    private static void put(Tensor tensor, int index, double value) {
        ByteBuffer bytes = tensor.bytes();
        switch (tensor.type()) {
            case FLOAT32 -> tensor.floats().put(index, (float) value);
            case FLOAT16 -> bytes.putShort(index * Short.BYTES, Float16.fromFloat((float) value));
            case INT64 -> bytes.putLong(index * Long.BYTES, (long) value);
            case INT32 -> bytes.putInt(index * Integer.BYTES, (int) value);
            case UINT8, INT8, BOOL -> bytes.put(index, (byte) (int) value);
        }
    }

    /** Whether the element type can hold the number. */
    static boolean holds(DataType type, double value) {
        return switch (type) {
            case FLOAT32, FLOAT16 -> true;
            case INT64 -> value == Math.rint(value) && Math.abs(value) <= 1L << 53;
            case INT32 -> value == (int) value;
            case UINT8 -> value == (int) value && value >= 0 && value <= 255;
            case INT8 -> value == (byte) value;
            case BOOL -> value == 0 || value == 1;
        };
    }
}
