package dev.visiontask.segmentation.evaluation;

import dev.visiontask.evaluation.ConfusionMatrix;
import dev.visiontask.segmentation.ClassMap;

/** Counts the pixels of two maps into a matrix whose last class stands for none. */
final class PixelCount {
    private PixelCount() {}

    static ConfusionMatrix of(ClassMap truth, ClassMap predicted, ConfusionMatrix matrix) {
        int none = matrix.classes() - 1;
        long[] counts = new long[matrix.classes() * matrix.classes()];
        int width = truth.size().width();
        for (int y = 0; y < truth.size().height(); y++) {
            for (int x = 0; x < width; x++) {
                int row = truth.at(x, y);
                if (row != ClassMap.IGNORED) {
                    int column = predicted.at(x, y);
                    counts[row * matrix.classes() + (column == ClassMap.IGNORED ? none : column)]++;
                }
            }
        }
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] > 0) {
                matrix.add(i / matrix.classes(), i % matrix.classes(), counts[i]);
            }
        }
        return matrix;
    }
}
