package dev.visiontask.segmentation;

import dev.visiontask.ImageSize;
import dev.visiontask.scores.Activation;
import java.util.ArrayList;
import java.util.List;

/** The scores of some classes at the size of the picture: the numbers are resized bilinearly, then activated. */
final class ClassScores {
    private final Activation activation;
    private final List<WantedScore> wanted;

    ClassScores(Activation activation, List<WantedScore> wanted) {
        this.activation = activation;
        this.wanted = wanted;
    }

    List<ScoreMap> of(PictureScores scores, ImageSize size) {
        List<byte[]> maps = new ArrayList<>();
        for (int i = 0; i < wanted.size(); i++) {
            maps.add(new byte[Math.toIntExact(size.pixels())]);
        }
        fill(scores, size, maps);
        List<ScoreMap> result = new ArrayList<>();
        for (int i = 0; i < wanted.size(); i++) {
            WantedScore each = wanted.get(i);
            result.add(ScoreMap.owning(each.index(), each.label(), size, maps.get(i)));
        }
        return result;
    }

    private void fill(PictureScores scores, ImageSize size, List<byte[]> maps) {
        AxisSampling columns = scores.columns();
        AxisSampling rows = scores.rows();
        ScoreRows source = scores.open();
        RowPair pair = new RowPair(source, rows);
        PixelScores pixel = new PixelScores(source);
        for (int y = rows.from(); y < rows.to(); y++) {
            pair.moveTo(y);
            pixel.begin(pair, rows.fraction(y));
            for (int x = columns.from(); x < columns.to(); x++) {
                pixel.moveTo(columns.first(x) - columns.lowest(), columns.fraction(x));
                for (int i = 0; i < maps.size(); i++) {
                    maps.get(i)[y * size.width() + x] = ScoreMap.step(pixel.score(wanted.get(i)));
                }
            }
        }
        pair.finish();
    }

    /** The scores of one pixel after another. */
    private final class PixelScores {
        private final int stride;
        private final float[] mixed;
        private final float[] values;
        private double sum;

        PixelScores(ScoreRows rows) {
            this.stride = rows.stride();
            this.mixed = new float[rows.length()];
            this.values = new float[rows.channels()];
        }

        void begin(RowPair rows, float fraction) {
            HighestScore.mix(rows.upper(), rows.lower(), fraction, mixed);
        }

        void moveTo(int cell, float fraction) {
            for (int channel = 0, at = cell; channel < values.length; channel++, at += stride) {
                values[channel] = mixed[at] * (1 - fraction) + mixed[at + 1] * fraction;
            }
            if (activation == Activation.SOFTMAX) {
                exponents();
            }
        }

        /** With the maximum subtracted, so that exp never overflows. */
        private void exponents() {
            float highest = values[0];
            for (float value : values) {
                highest = Math.max(highest, value);
            }
            sum = 0;
            for (int channel = 0; channel < values.length; channel++) {
                values[channel] = (float) Math.exp(values[channel] - highest);
                sum += values[channel];
            }
        }

        float score(WantedScore wanted) {
            float value = values[wanted.channel()];
            float score = activation == Activation.SOFTMAX ? (float) (value / sum) : activation.score(value);
            return wanted.isRest() ? 1 - score : score;
        }
    }
}
