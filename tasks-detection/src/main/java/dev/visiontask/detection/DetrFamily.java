package dev.visiontask.detection;

import dev.visiontask.ModelFormatException;
import dev.visiontask.UnsupportedOptionException;
import dev.visiontask.detection.DetrDecoder.Roles;
import dev.visiontask.detection.Layout.Reading;
import dev.visiontask.tensor.Tensor;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Recognises the outputs of {@link DetrDecoder}, and which kind of DETR it is: by the key {@code activation}, else by the
 * architecture that {@code config.json} names, else by the number of labels: one less than there are channels, if the last
 * one is "no object".
 */
final class DetrFamily {
    private static final String ACTIVATION = "activation";

    /** Boxes and logits as huggingface/transformers, facebookresearch/detr and roboflow/rf-detr name them. */
    private static final List<List<String>> NAMES = List.of(
            List.of("pred_boxes", "logits"),
            List.of("pred_boxes", "pred_logits"),
            List.of("boxes", "logits"),
            List.of("boxes", "pred_logits"),
            List.of("dets", "labels"));

    /** Models of huggingface/transformers whose last class is "no object". */
    private static final Set<String> SOFTMAX = Set.of("detr", "yolos", "tabletransformer");

    /** Models of huggingface/transformers whose classes are independent. */
    private static final Set<String> SIGMOID = Set.of(
            "conditionaldetr",
            "deformabledetr",
            "deta",
            "dabdetr",
            "rtdetr",
            "rtdetrv2",
            "dfine",
            "deim",
            "lwdetr",
            "rfdetr",
            "ppdoclayoutv2",
            "ppdoclayoutv3");

    private DetrFamily() {}

    static Family family() {
        return new Family(
                "detr", outputs -> roles(outputs).isPresent(), DetrFamily::layout, Set.of(LayoutKeys.COORDINATES));
    }

    private static boolean fit(Roles roles, ModelOutputs outputs) {
        return roles.boxes() >= 0
                && roles.logits() >= 0
                && outputs.rank(roles.boxes()) == 3
                && outputs.rank(roles.logits()) == 3
                && outputs.isFloat(roles.boxes())
                && outputs.isFloat(roles.logits())
                && outputs.dim(roles.boxes(), 2) == 4
                && outputs.dim(roles.boxes(), 1) == outputs.dim(roles.logits(), 1);
    }

    private static Optional<Roles> roles(ModelOutputs outputs) {
        return NAMES.stream()
                .map(names -> new Roles(outputs.named(names.get(0)), outputs.named(names.get(1))))
                .filter(roles -> fit(roles, outputs))
                .findFirst();
    }

    private static Layout layout(ModelOutputs outputs) {
        Roles roles = outputs.declared("pred_boxes", "logits")
                .map(indexes -> new Roles(indexes[0], indexes[1]))
                .or(() -> roles(outputs))
                .filter(found -> fit(found, outputs))
                .orElseThrow(() -> outputs.mismatch(
                        "pred_boxes float32 [N, queries, 4] and logits float32 [N, queries, classes]"));
        int channels = outputs.dim(roles.logits(), 2);
        DetrScores scores = scores(outputs, roles, channels);
        if (scores.classes(channels) < 1) {
            throw new ModelFormatException("Expected a class before \"no object\" in output "
                    + outputs.info(roles.logits()) + ", found: " + channels
                    + " channel. Say sigmoid by the key activation if that is a class.");
        }
        Reading reading = BoxNumbers.reading(outputs, Reading.CENTRE, BoxUnit.RELATIVE, roles.boxes());
        return new Layout(
                new DetrDecoder(roles, channels, scores, reading.unit()),
                outputs.info(roles.logits()),
                scores.classes(channels),
                NmsMode.NONE,
                reading);
    }

    private static DetrScores scores(ModelOutputs outputs, Roles roles, int channels) {
        int labelled = outputs.labelledClasses().orElse(-1);
        Optional<String> declared = outputs.spec().text(ACTIVATION);
        if (declared.isPresent()) {
            return declared(declared.get(), labelled == channels - 1);
        }
        if (areProbabilities(outputs.sample(roles.logits()))) {
            throw new ModelFormatException("Expected logits in output " + outputs.info(roles.logits())
                    + " for the decoder detr, found numbers of 0 to 1 only: probabilities already. Say none by the key"
                    + " activation.");
        }
        Optional<DetrScores> known = byArchitecture(outputs);
        if (known.isPresent()) {
            return known.get();
        }
        if (labelled != channels && labelled != channels - 1) {
            throw new ModelFormatException("Expected to know whether the last class of output "
                    + outputs.info(roles.logits()) + " is \"no object\", by the key activation: softmax (it is) or"
                    + " sigmoid (it is not); or as many labels as there are channels, " + channels
                    + ", or one less, found: " + (labelled < 0 ? "no" : labelled) + " labels.");
        }
        return labelled == channels - 1 ? DetrScores.SOFTMAX : DetrScores.SIGMOID;
    }

    private static DetrScores declared(String activation, boolean noObject) {
        return switch (activation.toLowerCase(Locale.ROOT)) {
            case "softmax" -> DetrScores.SOFTMAX;
            case "sigmoid" -> DetrScores.SIGMOID;
            case "none" -> noObject ? DetrScores.NONE_WITH_NO_OBJECT : DetrScores.NONE;
            default ->
                throw new UnsupportedOptionException("Expected softmax (logits, the last class is \"no object\"),"
                        + " sigmoid (logits, there is no such class) or none (probabilities already) for the key"
                        + " activation, found: " + activation + ".");
        };
    }

    /** Logits for noise are not all of 0 to 1. */
    private static boolean areProbabilities(Tensor tensor) {
        boolean isAny = false;
        for (int i = 0; i < tensor.shape().elements(); i++) {
            float value = tensor.floats().get(i);
            if (!(value >= 0 && value <= 1)) {
                return false;
            }
            isAny |= value > 0;
        }
        return isAny;
    }

    /** By names such as {@code RTDetrV2ForObjectDetection}. */
    private static Optional<DetrScores> byArchitecture(ModelOutputs outputs) {
        for (String name : outputs.architectures()) {
            String model = name.replaceFirst("For[A-Z]\\w*$", "")
                    .toLowerCase(Locale.ROOT)
                    .replaceAll("[^a-z0-9]", "");
            if (SOFTMAX.contains(model) || SIGMOID.contains(model)) {
                return Optional.of(SOFTMAX.contains(model) ? DetrScores.SOFTMAX : DetrScores.SIGMOID);
            }
        }
        return Optional.empty();
    }
}
