package dev.visiontask.detection;

import dev.visiontask.ModelFormatException;
import dev.visiontask.tensor.Shape;
import dev.visiontask.tensor.Tensor;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * DETR and its relatives: {@code logits} {@code [N, queries, classes]} and {@code pred_boxes} {@code [N, queries, 4]} of
 * centre x and y, width and height, relative to the input. DETR, YOLOS, Conditional DETR and Table Transformer: softmax,
 * the last class is "no object". RT-DETR, Deformable DETR, D-FINE: sigmoid. Source: {@code post_process_object_detection} of
 * huggingface/transformers.
 */
final class DetrDecoder implements BoxDecoder {
    private final int boxes;
    private final int logits;
    private final int classes;
    private final boolean softmax;

    /**
     * Of two outputs.
     *
     * @param classes channels of the logits
     * @param softmax whether the last of them is "no object", else all are independent
     */
    DetrDecoder(int boxes, int logits, int classes, boolean softmax) {
        this.boxes = boxes;
        this.logits = logits;
        this.classes = classes;
        this.softmax = softmax;
    }

    static Family family() {
        return new Family("detr", outputs -> roles(outputs).isPresent(), DetrDecoder::layout);
    }

    private record Roles(int boxes, int logits) {
        boolean fit(ModelOutputs outputs) {
            return boxes >= 0
                    && logits >= 0
                    && outputs.rank(boxes) == 3
                    && outputs.rank(logits) == 3
                    && outputs.isFloat(boxes)
                    && outputs.isFloat(logits)
                    && outputs.dim(boxes, 2) == 4
                    && outputs.dim(boxes, 1) == outputs.dim(logits, 1);
        }
    }

    private static Optional<Roles> roles(ModelOutputs outputs) {
        return Optional.of(new Roles(outputs.named("pred_boxes"), outputs.named("logits")))
                .filter(roles -> roles.fit(outputs));
    }

    private static Layout layout(ModelOutputs outputs) {
        Roles roles = outputs.declared("pred_boxes", "logits")
                .map(places -> new Roles(places[0], places[1]))
                .filter(found -> found.fit(outputs))
                .or(() -> roles(outputs))
                .orElseThrow(() -> outputs.mismatch(
                        "pred_boxes float32 [N, queries, 4] and logits float32 [N, queries, classes]"));
        int channels = outputs.dim(roles.logits(), 2);
        boolean softmax = isSoftmax(outputs, roles, channels);
        int classes = softmax ? channels - 1 : channels;
        return new Layout(
                new DetrDecoder(roles.boxes(), roles.logits(), channels, softmax),
                outputs.info(roles.logits()),
                classes,
                NmsMode.NONE);
    }

    private static boolean isSoftmax(ModelOutputs outputs, Roles roles, int channels) {
        String declared = outputs.spec().text("activation").orElse("").toLowerCase(Locale.ROOT);
        if (declared.equals("softmax") || declared.equals("sigmoid")) {
            return declared.equals("softmax");
        }
        int labelled = outputs.labelledClasses().orElse(-1);
        if (!declared.isEmpty() || (labelled != channels && labelled != channels - 1)) {
            throw new ModelFormatException("Expected the key activation to be softmax (the last class is \"no object\")"
                    + " or sigmoid, or as many labels as output " + outputs.info(roles.logits()) + " has channels, "
                    + channels + ", or one less, found: "
                    + (declared.isEmpty() ? (labelled < 0 ? "no" : labelled) + " labels" : declared) + ".");
        }
        return labelled == channels - 1;
    }

    @Override
    public void decode(List<Tensor> outputs, int index, Candidates candidates) {
        Tensor tensor = outputs.get(logits);
        OutputNumbers.requireShape(tensor, index, Shape.DYNAMIC, Shape.DYNAMIC, classes);
        int queries = (int) tensor.shape().dim(1);
        FloatBuffer values = tensor.floats();
        float[] row = candidates.scratch(0, classes);
        for (int i = index * queries; i < (index + 1) * queries; i++) {
            values.get(i * classes, row, 0, classes);
            OutputNumbers.requireFinite(tensor, OutputNumbers.sum(row, 0, classes));
            int best = OutputNumbers.best(row, 0, softmax ? classes - 1 : classes);
            float score = softmax ? share(row, best) : OutputNumbers.sigmoid(row[best]);
            if (candidates.wants(best, score)) {
                add(outputs, i, best, score, candidates);
            }
        }
    }

    private float share(float[] row, int chosen) {
        double total = 0;
        for (int i = 0; i < classes; i++) {
            total += Math.exp((double) row[i] - row[chosen]);
        }
        return (float) (1 / total);
    }

    private void add(List<Tensor> outputs, int query, int classIndex, float score, Candidates candidates) {
        Tensor tensor = outputs.get(boxes);
        FloatBuffer values = tensor.floats();
        if (values.capacity() < (query + 1) * 4) {
            throw OutputNumbers.tooShort(tensor, query + 1, outputs.get(logits));
        }
        int width = candidates.target().width();
        int height = candidates.target().height();
        float x = values.get(query * 4) * width;
        float y = values.get(query * 4 + 1) * height;
        float halfWidth = values.get(query * 4 + 2) * width / 2;
        float halfHeight = values.get(query * 4 + 3) * height / 2;
        OutputNumbers.requireFinite(tensor, x + y + halfWidth + halfHeight);
        candidates.add(
                outputs.get(logits), classIndex, score, x - halfWidth, y - halfHeight, x + halfWidth, y + halfHeight);
    }
}
