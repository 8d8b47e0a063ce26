package dev.visiontask.detection;

import dev.visiontask.tensor.Shape;
import dev.visiontask.tensor.Tensor;
import java.nio.FloatBuffer;
import java.util.List;

/**
 * DETR and its relatives: {@code logits} {@code [N, queries, classes]} and {@code pred_boxes} {@code [N, queries, 4]} of
 * centre x and y, width and height, relative to the input.
 *
 * <p>With the softmax (DETR, YOLOS, Table Transformer) the last class is "no object", and a query has one class, its best.
 * With the sigmoid (Conditional, Deformable and DAB-DETR, RT-DETR, D-FINE, RF-DETR) each class of each query is a
 * candidate of its own, so that one query may give several objects; the best of all of them stay. Sources:
 * {@code post_process_object_detection} of huggingface/transformers ({@code image_processing_detr.py},
 * {@code image_processing_deformable_detr.py}, {@code image_processing_rt_detr.py}), and {@code RTDETRPostProcessor} of
 * lyuwenyu/RT-DETR.
 */
final class DetrDecoder implements BoxDecoder {
    private final Roles roles;
    private final int channels;
    private final DetrScores scores;
    private final BoxUnit unit;

    /**
     * Of two outputs.
     *
     * @param channels numbers of a query in the output of the logits
     */
    DetrDecoder(Roles roles, int channels, DetrScores scores, BoxUnit unit) {
        this.roles = roles;
        this.channels = channels;
        this.scores = scores;
        this.unit = unit;
    }

    /** The indexes of the outputs. */
    record Roles(int boxes, int logits) {}

    @Override
    public void decode(List<Tensor> outputs, int index, Candidates candidates) {
        Tensor tensor = outputs.get(roles.logits());
        OutputNumbers.requireShape(tensor, index, Shape.DYNAMIC, Shape.DYNAMIC, channels);
        int queries = (int) tensor.shape().dim(1);
        FloatBuffer values = tensor.floats();
        float[] row = candidates.scratch(0, channels);
        double lowest = scores.lowestLogit(candidates.threshold());
        for (int i = index * queries; i < (index + 1) * queries; i++) {
            values.get(i * channels, row, 0, channels);
            OutputNumbers.requireFinite(tensor, OutputNumbers.sum(row, 0, channels));
            if (scores.isOneClassAQuery()) {
                int best = OutputNumbers.best(row, 0, scores.classes(channels));
                add(outputs, i, best, scores.of(row, best, channels), candidates);
            } else {
                addEach(outputs, i, row, lowest, candidates);
            }
        }
    }

    /** Most of the numbers are far below the threshold, so that logits are compared before the exponential is taken. */
    private void addEach(List<Tensor> outputs, int query, float[] row, double lowest, Candidates candidates) {
        int classes = scores.classes(channels);
        for (int i = 0; i < classes; i++) {
            if (row[i] >= lowest) {
                add(outputs, query, i, scores.of(row, i, channels), candidates);
            }
        }
    }

    private void add(List<Tensor> outputs, int query, int classIndex, float score, Candidates candidates) {
        if (!candidates.wants(classIndex, score)) {
            return;
        }
        Tensor tensor = outputs.get(roles.boxes());
        FloatBuffer values = tensor.floats();
        if (values.capacity() < (query + 1) * 4) {
            throw OutputNumbers.tooShort(tensor, query + 1, outputs.get(roles.logits()));
        }
        float width = unit.width(candidates.target());
        float height = unit.height(candidates.target());
        float x = values.get(query * 4) * width;
        float y = values.get(query * 4 + 1) * height;
        float halfWidth = values.get(query * 4 + 2) * width / 2;
        float halfHeight = values.get(query * 4 + 3) * height / 2;
        OutputNumbers.requireFinite(tensor, x + y + halfWidth + halfHeight);
        candidates.add(
                outputs.get(roles.logits()),
                classIndex,
                score,
                x - halfWidth,
                y - halfHeight,
                x + halfWidth,
                y + halfHeight);
    }
}
