package dev.visiontask.detection;

import dev.visiontask.tensor.Shape;
import dev.visiontask.tensor.Tensor;
import java.nio.FloatBuffer;
import java.util.List;

/**
 * Decoded boxes with a score for each class, in two outputs: boxes {@code [N, boxes, 4]} or {@code [N, boxes, 1, 4]} of
 * left, top, right, bottom, relative to the input (or in pixels of it), and scores {@code [N, boxes, classes]}, probabilities already.
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
    private final BoxUnit unit;

    /**
     * Of two outputs.
     *
     * @param firstClass the first class that can be an answer: 1 where class 0 is the background
     */
    ScoredBoxesDecoder(int boxes, int scores, int classes, int firstClass, BoxUnit unit) {
        this.boxes = boxes;
        this.scores = scores;
        this.classes = classes;
        this.firstClass = firstClass;
        this.unit = unit;
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
        float width = unit.width(candidates.target());
        float height = unit.height(candidates.target());
        candidates.add(
                outputs.get(scores), classIndex, score, left * width, top * height, right * width, bottom * height);
    }
}
