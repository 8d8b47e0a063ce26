package dev.visiontask.segmentation;

import dev.visiontask.Setting;
import dev.visiontask.model.ModelSpec;
import dev.visiontask.scores.Activation;
import dev.visiontask.tensor.Tensor;
import java.nio.FloatBuffer;
import java.util.List;

/**
 * Decides what turns the output into scores. A declared activation is taken as it is. Otherwise the output of one
 * pattern tells: thousands of numbers that all lie in [0, 1] are scores already, others are logits.
 */
final class ActivationChoice {
    private static final float ROUNDING = 1e-5f;

    private ActivationChoice() {}

    static Activation of(ModelSpec spec, MapOutput output, Tensor tensor, List<Setting> settings) {
        if (output.form() == OutputForm.CLASS_MAP) {
            return Activation.NONE;
        }
        if (spec.text(SegmentationKeys.ACTIVATION).isPresent()) {
            return Activation.ofId(spec.text(SegmentationKeys.ACTIVATION).get());
        }
        Activation logits = output.form() == OutputForm.ARGMAX ? Activation.SOFTMAX : Activation.SIGMOID;
        Activation recognized = isScores(tensor) ? Activation.NONE : logits;
        settings.add(new Setting(
                SegmentationKeys.ACTIVATION, OutputReading.quoted(recognized.id()), "recognised from the output"));
        return recognized;
    }

    private static boolean isScores(Tensor tensor) {
        FloatBuffer numbers = tensor.floats();
        for (int i = 0; i < numbers.capacity(); i++) {
            float number = numbers.get(i);
            if (!(number >= 0 && number <= 1 + ROUNDING)) {
                return false;
            }
        }
        return true;
    }
}
