package dev.visiontask.benchmarks;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The decoding that most Java programs have: the output as {@code float[][]}, a list of objects, a double loop. */
final class PlainYolo {
    private PlainYolo() {}

    /** A box with its class and score. */
    record Found(float left, float top, float right, float bottom, float score, int classIndex) {
        float iou(Found other) {
            float width = Math.min(right, other.right) - Math.max(left, other.left);
            float height = Math.min(bottom, other.bottom) - Math.max(top, other.top);
            if (width <= 0 || height <= 0) {
                return 0;
            }
            float common = width * height;
            return common / (area() + other.area() - common);
        }

        private float area() {
            return (right - left) * (bottom - top);
        }
    }

    /** From channels to rows, as a transposed tensor is copied. */
    static List<Found> decode(float[] channelByChannel, int predictions, float threshold, float nmsIou) {
        int channels = channelByChannel.length / predictions;
        float[][] rows = new float[predictions][channels];
        for (int channel = 0; channel < channels; channel++) {
            for (int i = 0; i < predictions; i++) {
                rows[i][channel] = channelByChannel[channel * predictions + i];
            }
        }
        List<Found> candidates = new ArrayList<>();
        for (float[] row : rows) {
            int best = 4;
            for (int channel = 5; channel < channels; channel++) {
                best = row[channel] > row[best] ? channel : best;
            }
            if (row[best] >= threshold) {
                candidates.add(new Found(
                        row[0] - row[2] / 2,
                        row[1] - row[3] / 2,
                        row[0] + row[2] / 2,
                        row[1] + row[3] / 2,
                        row[best],
                        best - 4));
            }
        }
        return suppress(candidates, nmsIou);
    }

    /** Greedy, class by class. */
    static List<Found> suppress(List<Found> candidates, float nmsIou) {
        List<Found> order = new ArrayList<>(candidates);
        order.sort(Comparator.comparingDouble(Found::score).reversed());
        List<Found> kept = new ArrayList<>();
        for (Found candidate : order) {
            boolean isFree = true;
            for (Found better : kept) {
                if (better.classIndex() == candidate.classIndex() && better.iou(candidate) > nmsIou) {
                    isFree = false;
                    break;
                }
            }
            if (isFree) {
                kept.add(candidate);
            }
        }
        return kept;
    }
}
