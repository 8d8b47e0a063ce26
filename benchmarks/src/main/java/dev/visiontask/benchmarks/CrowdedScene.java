package dev.visiontask.benchmarks;

import java.util.Random;

/**
 * Made-up predictions of a YOLO for a busy street: a few dozen objects, each seen by several neighbouring cells, and
 * thousands of cells that see nothing. The same seed gives the same scene; coordinates are relative to the picture.
 */
final class CrowdedScene {
    static final int PREDICTIONS = 8400;
    static final int CLASSES = 80;
    static final int CHANNELS = 4 + CLASSES;

    private static final int OBJECTS = 40;
    private static final int SIGHTINGS = 5;

    private CrowdedScene() {}

    /** Channel by channel: centre x and y, width, height, then a score for each class. */
    static float[] yolov8(long seed) {
        Random random = new Random(seed);
        float[] values = new float[CHANNELS * PREDICTIONS];
        for (int i = 0; i < PREDICTIONS; i++) {
            put(values, i, box(random, 0.05f));
            for (int c = 0; c < CLASSES; c++) {
                values[(4 + c) * PREDICTIONS + i] = random.nextFloat() * 0.01f;
            }
        }
        for (int object = 0; object < OBJECTS; object++) {
            float[] box = box(random, 0.2f);
            int channel = 4 + random.nextInt(CLASSES);
            for (int i = 0; i < SIGHTINGS; i++) {
                int prediction = random.nextInt(PREDICTIONS);
                put(values, prediction, nudged(box, random));
                values[channel * PREDICTIONS + prediction] = 0.3f + 0.6f * random.nextFloat();
            }
        }
        return values;
    }

    /** Rows of left, top, right, bottom, score and class, as many boxes as asked, ten to an object. */
    static float[] boxes(int count, long seed) {
        Random random = new Random(seed);
        float[] rows = new float[count * 6];
        float[] box = box(random, 0.1f);
        int classIndex = 0;
        for (int i = 0; i < count; i++) {
            if (i % 10 == 0) {
                box = box(random, 0.1f);
                classIndex = random.nextInt(CLASSES);
            }
            float[] near = nudged(box, random);
            rows[i * 6] = near[0] - near[2] / 2;
            rows[i * 6 + 1] = near[1] - near[3] / 2;
            rows[i * 6 + 2] = near[0] + near[2] / 2;
            rows[i * 6 + 3] = near[1] + near[3] / 2;
            rows[i * 6 + 4] = 0.3f + 0.6f * random.nextFloat();
            rows[i * 6 + 5] = classIndex;
        }
        return rows;
    }

    private static float[] box(Random random, float size) {
        return new float[] {
            0.2f + 0.6f * random.nextFloat(),
            0.2f + 0.6f * random.nextFloat(),
            size * (0.5f + random.nextFloat()),
            size * (0.5f + random.nextFloat())
        };
    }

    private static float[] nudged(float[] box, Random random) {
        float[] near = box.clone();
        for (int i = 0; i < 4; i++) {
            near[i] += 0.05f * box[2 + i % 2] * (random.nextFloat() - 0.5f);
        }
        return near;
    }

    private static void put(float[] values, int prediction, float[] box) {
        for (int i = 0; i < 4; i++) {
            values[i * PREDICTIONS + prediction] = box[i];
        }
    }
}
