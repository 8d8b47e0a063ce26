package dev.visiontask.benchmarks;

import dev.visiontask.tensor.DataType;
import dev.visiontask.tensor.Shape;
import dev.visiontask.tensor.Tensor;
import java.util.Random;

/** What a segmentation model may give: 21 classes, 513 x 513 cells. */
public enum SegmentationLogits {
    /** Classes around centres, with outlines between them, as in a photo. */
    REGIONS {
        @Override
        void fill(float[] plane, Random random) {
            double centerX = random.nextDouble() * EDGE;
            double centerY = random.nextDouble() * EDGE;
            for (int i = 0; i < plane.length; i++) {
                int row = i / EDGE;
                double distance = Math.hypot(i % EDGE - centerX, row - centerY);
                plane[i] = (float) (4 - distance / EDGE * 20 + random.nextDouble() * 0.05);
            }
        }
    },
    /** Random numbers: each cell of another class, the worst case. */
    NOISE {
        @Override
        void fill(float[] plane, Random random) {
            for (int i = 0; i < plane.length; i++) {
                plane[i] = random.nextFloat() * 8 - 4;
            }
        }
    };

    static final int CLASSES = 21;
    static final int EDGE = 513;

    abstract void fill(float[] plane, Random random);

    /** The same numbers each time, {@code [1, 21, 513, 513]}. */
    Tensor tensor() {
        Tensor tensor = Tensor.allocate("logits", DataType.FLOAT32, Shape.of(1, CLASSES, EDGE, EDGE));
        Random random = new Random(7);
        float[] plane = new float[EDGE * EDGE];
        for (int c = 0; c < CLASSES; c++) {
            fill(plane, random);
            tensor.floats().put(c * plane.length, plane);
        }
        return tensor;
    }
}
