package dev.visiontask.detection;

import dev.visiontask.InferenceException;
import dev.visiontask.tensor.Tensor;
import java.util.List;

/**
 * Models that suppress inside and list what is left: boxes, classes and scores in three outputs, and often a fourth with
 * their number. Each family has its own order of coordinates, units and first class.
 */
final class ListedBoxesDecoder implements BoxDecoder {
    private final Roles roles;
    private final boolean topFirst;
    private final BoxUnit unit;
    private final int firstClass;

    /**
     * Of three or four outputs.
     *
     * @param topFirst whether a box is top, left, bottom, right, else left, top, right, bottom
     * @param firstClass the number from which the family counts classes: lower ones are refused
     */
    ListedBoxesDecoder(Roles roles, boolean topFirst, BoxUnit unit, int firstClass) {
        this.roles = roles;
        this.topFirst = topFirst;
        this.unit = unit;
        this.firstClass = firstClass;
    }

    /** The indexes of the outputs; {@code count} is -1 if there is none. */
    record Roles(int boxes, int classes, int scores, int count) {}

    @Override
    public void decode(List<Tensor> outputs, int index, Candidates candidates) {
        Tensor scores = outputs.get(roles.scores());
        Tensor classes = outputs.get(roles.classes());
        int listed = listed(outputs, index);
        int start = listed * index;
        int count = roles.count() < 0 ? listed : count(outputs.get(roles.count()), index, listed);
        for (int i = start; i < start + count; i++) {
            float score = OutputNumbers.get(scores, i);
            OutputNumbers.requireFinite(scores, score);
            int classIndex = OutputNumbers.classAt(classes, i);
            if (classIndex >= 0 && classIndex < firstClass && score >= candidates.threshold()) {
                throw new InferenceException("Expected classes from " + firstClass + " in output " + classes.info()
                        + ", found an object of class " + classIndex + ": the model counts its classes from 0. Set the"
                        + " key label_offset to 0, or to " + firstClass + " if class 0 is a background that shall be"
                        + " left out.");
            }
            if (classIndex >= 0 && candidates.wants(classIndex, score)) {
                candidates.from(i);
                add(outputs, i, classIndex, score, candidates);
            }
        }
    }

    /** How many boxes an image has room for. */
    private int listed(List<Tensor> outputs, int index) {
        Tensor boxes = outputs.get(roles.boxes());
        int batch = boxes.shape().rank() == 2 ? 1 : (int) boxes.shape().dim(0);
        long listed = boxes.shape().elements() / 4 / Math.max(1, batch);
        for (Tensor tensor : List.of(outputs.get(roles.scores()), outputs.get(roles.classes()))) {
            if (tensor.shape().elements() != listed * batch) {
                throw OutputNumbers.tooShort(tensor, (int) listed * batch, boxes);
            }
        }
        if (index >= batch) {
            throw new InferenceException("Expected boxes of image " + index + " of the batch in output " + boxes.info()
                    + ", found those of " + batch + ". Leave the batch size at 1.");
        }
        return (int) listed;
    }

    private static int count(Tensor tensor, int index, int listed) {
        float count = OutputNumbers.get(tensor, index);
        OutputNumbers.requireFinite(tensor, count);
        return Math.max(0, Math.min(listed, Math.round(count)));
    }

    private void add(List<Tensor> outputs, int box, int classIndex, float score, Candidates candidates) {
        Tensor tensor = outputs.get(roles.boxes());
        float a = OutputNumbers.get(tensor, box * 4);
        float b = OutputNumbers.get(tensor, box * 4 + 1);
        float c = OutputNumbers.get(tensor, box * 4 + 2);
        float d = OutputNumbers.get(tensor, box * 4 + 3);
        OutputNumbers.requireFinite(tensor, a + b + c + d);
        Tensor scores = outputs.get(roles.scores());
        float width = unit.width(candidates.target());
        float height = unit.height(candidates.target());
        if (topFirst) {
            candidates.add(scores, classIndex, score, b * width, a * height, d * width, c * height);
        } else {
            candidates.add(scores, classIndex, score, a * width, b * height, c * width, d * height);
        }
    }
}
