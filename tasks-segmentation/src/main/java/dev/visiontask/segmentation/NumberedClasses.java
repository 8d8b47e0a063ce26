package dev.visiontask.segmentation;

import dev.visiontask.InferenceException;
import dev.visiontask.tensor.Tensor;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;

/** From an output of class numbers, integers or whole floats, to classes: each pixel takes the nearest cell. */
final class NumberedClasses {
    private final Tensor tensor;
    private final Cells cells;
    private final ClassNumbering numbering;

    NumberedClasses(Tensor tensor, ClassNumbering numbering) {
        this.tensor = tensor;
        this.cells = cells(tensor);
        this.numbering = numbering;
    }

    /** The numbers of an output by their element. */
    private interface Cells {
        double at(int element);
    }

    private static Cells cells(Tensor tensor) {
        ByteBuffer bytes = tensor.bytes();
        return switch (tensor.type()) {
            case FLOAT32 -> {
                FloatBuffer floats = tensor.floats();
                yield floats::get;
            }
            case INT64 -> {
                LongBuffer longs = bytes.asLongBuffer();
                yield longs::get;
            }
            case INT32 -> {
                IntBuffer ints = bytes.asIntBuffer();
                yield ints::get;
            }
            case UINT8 -> element -> bytes.get(element) & 0xff;
            case INT8, BOOL -> bytes::get;
            case FLOAT16 ->
                throw new IllegalArgumentException("Expected integers or float32 numbers, found: " + tensor.info());
        };
    }

    void fill(OutputGrid grid, AxisSampling columns, AxisSampling rows, ClassPixels pixels) {
        int above = -1;
        for (int y = rows.from(); y < rows.to(); y++) {
            int row = rows.nearest(y);
            if (row == above) {
                pixels.repeat(y);
            } else {
                fillRow(grid, columns, row, y, pixels);
            }
            above = row;
        }
    }

    private void fillRow(OutputGrid grid, AxisSampling columns, int row, int y, ClassPixels pixels) {
        int before = -1;
        int index = ClassMap.IGNORED;
        for (int x = columns.from(); x < columns.to(); x++) {
            int column = columns.nearest(x);
            if (column != before) {
                index = index(grid, column, row);
                before = column;
            }
            pixels.put(x, y, index);
        }
    }

    private int index(OutputGrid grid, int column, int row) {
        double number = cells.at(grid.element(0, column, row));
        int index = number == Math.rint(number) ? numbering.of((long) number) : ClassNumbering.UNKNOWN;
        if (index == ClassNumbering.UNKNOWN) {
            throw new InferenceException("Expected the numbers of " + numbering.classes() + " classes in output "
                    + tensor.info() + ", found: " + number + " at column " + column + ", row " + row
                    + ". Give the labels that belong to this model, name the number that stands for no class with the"
                    + " key ignore_index, or, if these are scores, set the key decoder.");
        }
        return index;
    }
}
