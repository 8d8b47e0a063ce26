package dev.visiontask.detection;

import dev.visiontask.ModelFormatException;
import dev.visiontask.tensor.Shape;
import dev.visiontask.tensor.Tensor;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Optional;

/**
 * Decoded boxes with a score for each class, in two outputs: boxes {@code [N, boxes, 4]} or {@code [N, boxes, 1, 4]} of
 * left, top, right, bottom, relative to the input, and scores {@code [N, boxes, classes]}, probabilities already.
 *
 * <p>{@code yolov4} is YOLOv3 and YOLOv4 with anchors in the graph; source: Tianxiaomo/pytorch-YOLOv4,
 * {@code tool/utils.py}. {@code prior-box} is SSD and its face models, where class 0 is the background; source:
 * Linzaer/Ultra-Light-Fast-Generic-Face-Detector-1MB, {@code vision/ssd/predictor.py}.
 */
final class ScoredBoxesDecoder implements BoxDecoder {
    private final int boxes;
    private final int scores;
    private final int classes;
    private final int firstClass;

    /**
     * Of two outputs.
     *
     * @param firstClass the first class that can be an answer: 1 where class 0 is the background
     */
    ScoredBoxesDecoder(int boxes, int scores, int classes, int firstClass) {
        this.boxes = boxes;
        this.scores = scores;
        this.classes = classes;
        this.firstClass = firstClass;
    }

    static Family yolov4() {
        return new Family(
                "yolov4", outputs -> places(outputs, "confs").isPresent(), outputs -> layout(outputs, "confs", false));
    }

    static Family priorBox() {
        return new Family(
                "prior-box",
                outputs -> places(outputs, "scores").isPresent(),
                outputs -> layout(outputs, "scores", true));
    }

    private static Optional<Roles> places(ModelOutputs outputs, String scoresName) {
        Roles roles = new Roles(outputs.named("boxes"), outputs.named(scoresName));
        return outputs.count() == 2 && roles.fit(outputs) ? Optional.of(roles) : Optional.empty();
    }

    private record Roles(int boxes, int scores) {
        boolean fit(ModelOutputs outputs) {
            return boxes >= 0
                    && scores >= 0
                    && outputs.rank(boxes) >= 3
                    && outputs.rank(scores) == 3
                    && outputs.isFloat(boxes)
                    && outputs.isFloat(scores)
                    && outputs.dim(boxes, -1) == 4
                    && outputs.dim(boxes, 1) == outputs.dim(scores, 1);
        }
    }

    private static Layout layout(ModelOutputs outputs, String scoresName, boolean background) {
        Roles roles = outputs.declared("boxes", scoresName)
                .map(places -> new Roles(places[0], places[1]))
                .or(() -> places(outputs, scoresName))
                .filter(found -> found.fit(outputs))
                .orElseThrow(() ->
                        outputs.mismatch("boxes float32 [N, n, 4] and " + scoresName + " float32 [N, n, classes]"));
        int classes = outputs.dim(roles.scores(), 2);
        int labelled = outputs.labelledClasses().orElse(classes);
        boolean unnamed = background && labelled + 1 == classes;
        boolean unlabelled = outputs.labelledClasses().isEmpty();
        boolean named = background && (outputs.labelsNameBackground() || unlabelled);
        int offset = outputs.spec().integer("label_offset").orElse(unnamed ? 1 : 0);
        int backgroundClass = outputs.spec().integer("background_index").orElse(named ? 0 : -1);
        int first = Math.max(offset, backgroundClass == 0 ? 1 : 0);
        if (first < 0 || first >= classes) {
            throw new ModelFormatException("Expected classes beyond the background in output "
                    + outputs.info(roles.scores()) + ", found: " + classes + " in all, the first of them at " + first);
        }
        return new Layout(
                new ScoredBoxesDecoder(roles.boxes(), roles.scores(), classes, first),
                outputs.info(roles.scores()),
                classes,
                offset,
                backgroundClass,
                NmsMode.CLASS_AWARE);
    }

    @Override
    public void decode(List<Tensor> outputs, int index, Candidates candidates) {
        Tensor tensor = outputs.get(scores);
        OutputNumbers.requireShape(tensor, index, Shape.DYNAMIC, Shape.DYNAMIC, classes);
        int rows = (int) tensor.shape().dim(1);
        FloatBuffer values = tensor.floats();
        float[] row = candidates.scratch(0, classes);
        float threshold = candidates.threshold();
        float check = 0;
        for (int i = 0; i < rows; i++) {
            values.get((index * rows + i) * classes, row, 0, classes);
            int best = firstClass + OutputNumbers.best(row, firstClass, classes - firstClass);
            check += OutputNumbers.sum(row, 0, classes);
            if (row[best] >= threshold && candidates.wants(best, row[best])) {
                add(outputs, index * rows + i, best, row[best], candidates);
            }
        }
        OutputNumbers.requireFinite(tensor, check);
    }

    private void add(List<Tensor> outputs, int box, int classIndex, float score, Candidates candidates) {
        Tensor tensor = outputs.get(boxes);
        FloatBuffer values = tensor.floats();
        if (values.capacity() < (box + 1) * 4) {
            throw OutputNumbers.tooShort(tensor, box + 1, outputs.get(scores));
        }
        float left = values.get(box * 4);
        float top = values.get(box * 4 + 1);
        float right = values.get(box * 4 + 2);
        float bottom = values.get(box * 4 + 3);
        OutputNumbers.requireFinite(tensor, left + top + right + bottom);
        int width = candidates.target().width();
        int height = candidates.target().height();
        candidates.add(
                outputs.get(scores), classIndex, score, left * width, top * height, right * width, bottom * height);
    }
}
