package dev.visiontask.classification.text;

import dev.visiontask.InferenceException;
import dev.visiontask.Setting;
import dev.visiontask.preprocess.Geometry;
import dev.visiontask.task.OutputDecoder;
import dev.visiontask.tensor.Shape;
import dev.visiontask.tensor.Tensor;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * From the classes of each step to a text, by the greedy rule of CTC: the best class of each step; equal ones in a row are one
 * character; blanks go.
 */
final class CtcDecoder implements OutputDecoder<Geometry, TextRecognitionOptions, RecognizedText> {
    private final SequenceLayout layout;
    private final List<String> texts;
    private final int blank;
    private final boolean softmax;
    private final TextRecognitionOptions options;
    private final boolean @Nullable [] allowed;
    private final List<Setting> settings;

    /**
     * A decoder.
     *
     * @param softmax whether the output gives logits
     * @throws IllegalArgumentException if the options name characters that the model does not have
     */
    CtcDecoder(
            SequenceLayout layout,
            CharacterSet characters,
            boolean softmax,
            TextRecognitionOptions options,
            List<Setting> settings) {
        this.layout = layout;
        this.texts = characters.texts(layout.classes());
        this.blank = characters.blank(layout.classes());
        this.softmax = softmax;
        this.options = options;
        this.allowed = AllowedCharacters.of(options, texts, blank);
        this.settings = List.copyOf(settings);
    }

    @Override
    public void check(TextRecognitionOptions wanted) {
        AllowedCharacters.of(wanted, texts, blank);
    }

    @Override
    public RecognizedText decode(List<Tensor> outputs, int index, Geometry geometry, TextRecognitionOptions overrides) {
        boolean[] chosen = overrides.equals(TextRecognitionOptions.NONE)
                ? allowed
                : AllowedCharacters.of(overrides.orElse(options), texts, blank);
        Steps steps = new Steps(tensor(outputs), layout, index, chosen);
        List<TextCharacter> characters = new ArrayList<>();
        int open = blank;
        int start = 0;
        float confidence = 0;
        for (int step = 0; step <= steps.count; step++) {
            int best = step < steps.count ? steps.best(step) : blank;
            if (best == open) {
                continue;
            }
            if (open != blank) {
                characters.add(character(open, confidence, start, step, steps.count, geometry));
            }
            open = best;
            start = step;
            confidence = best == blank ? 0 : steps.probability(best, softmax);
        }
        return new RecognizedText(characters, geometry.source());
    }

    private TextCharacter character(int best, float confidence, int from, int to, int steps, Geometry geometry) {
        double stride = (double) geometry.target().width() / steps;
        int width = geometry.source().width();
        return new TextCharacter(
                texts.get(best),
                confidence,
                (float) Math.max(0, Math.min(width, geometry.toSourceX(from * stride))),
                (float) Math.max(0, Math.min(width, geometry.toSourceX(to * stride))));
    }

    private Tensor tensor(List<Tensor> outputs) {
        return outputs.stream()
                .filter(candidate -> candidate.name().equals(layout.output()))
                .findFirst()
                .orElseThrow(
                        () -> new InferenceException("Expected the output " + layout.output() + ", found: " + outputs));
    }

    @Override
    public List<String> labels() {
        return texts;
    }

    @Override
    public List<Setting> settings() {
        return settings;
    }

    /** The numbers of one image, a step at a time. */
    private static final class Steps {
        private final FloatBuffer values;
        private final String output;
        private final int offset;
        private final int stepStride;
        private final int classStride;
        private final float[] row;
        private final boolean @Nullable [] allowed;
        private final int count;

        Steps(Tensor tensor, SequenceLayout layout, int index, boolean @Nullable [] allowed) {
            Shape shape = tensor.shape();
            values = tensor.floats();
            output = layout.output();
            offset = index * SequenceLayout.stride(shape, layout.batch());
            stepStride = SequenceLayout.stride(shape, layout.time());
            classStride = SequenceLayout.stride(shape, layout.character());
            count = (int) shape.dim(layout.time());
            row = new float[layout.classes()];
            this.allowed = allowed;
        }

        int best(int step) {
            int from = offset + step * stepStride;
            if (classStride == 1) {
                values.get(from, row);
            } else {
                for (int i = 0; i < row.length; i++) {
                    row[i] = values.get(from + i * classStride);
                }
            }
            int best = allowed == null ? best() : bestAllowed(allowed);
            if (!Float.isFinite(row[best])) {
                throw new InferenceException(
                        "Expected finite numbers in the output " + output + ", found: " + row[best]);
            }
            return best;
        }

        private int best() {
            int best = 0;
            for (int i = 1; i < row.length; i++) {
                if (row[i] > row[best]) {
                    best = i;
                }
            }
            return best;
        }

        private int bestAllowed(boolean[] these) {
            int best = -1;
            for (int i = 0; i < row.length; i++) {
                if (these[i] && (best < 0 || row[i] > row[best])) {
                    best = i;
                }
            }
            return best;
        }

        /** Of a class at the step that was asked for last. */
        float probability(int index, boolean softmax) {
            if (!softmax) {
                return Math.max(0, Math.min(1, row[index]));
            }
            double sum = 0;
            for (float value : row) {
                sum += Math.exp((double) value - row[index]);
            }
            return (float) (1 / sum);
        }
    }
}
