package dev.visiontask.detection;

import dev.visiontask.tensor.Shape;
import dev.visiontask.tensor.Tensor;
import java.nio.FloatBuffer;
import java.util.List;

/**
 * Models that give one box an object: {@code [N, boxes, 6]} of left, top, right, bottom in pixels of the input (or
 * relative to it), score and class; rows of zeros fill up. YOLOv10, YOLO26, and Ultralytics exports with suppression inside; with masks, coefficients
 * for {@link PrototypeMaskDecoder} follow. Source: THU-MIG/yolov10 and ultralytics/ultralytics,
 * {@code ultralytics/utils/ops.py}.
 */
final class EndToEndDecoder implements BoxDecoder {
    /** Box, score and class. */
    static final int HEAD = 6;

    private final int output;
    private final int channels;
    private final BoxUnit unit;

    /**
     * Of one output.
     *
     * @param more how many numbers of a box follow its class
     */
    EndToEndDecoder(int output, int more, BoxUnit unit) {
        this.output = output;
        this.unit = unit;
        this.channels = HEAD + more;
    }

    @Override
    public void decode(List<Tensor> outputs, int index, Candidates candidates) {
        Tensor tensor = outputs.get(output);
        OutputNumbers.requireShape(tensor, index, Shape.DYNAMIC, Shape.DYNAMIC, channels);
        int rows = (int) tensor.shape().dim(1);
        FloatBuffer values = tensor.floats();
        float[] row = candidates.scratch(0, channels);
        float width = unit.width(candidates.target());
        float height = unit.height(candidates.target());
        for (int i = 0; i < rows; i++) {
            int start = (index * rows + i) * channels;
            values.get(start, row, 0, channels);
            OutputNumbers.requireFinite(tensor, OutputNumbers.sum(row, 0, channels));
            // Looked at in every row: scores of another layout would make most of them look like weak boxes.
            OutputNumbers.requireWhole(tensor, row[5]);
            if (row[4] >= candidates.threshold()) {
                int classIndex = OutputNumbers.classAt(tensor, start + 5);
                if (candidates.wants(classIndex, row[4])) {
                    candidates.from(i);
                    candidates.add(
                            tensor,
                            classIndex,
                            row[4],
                            row[0] * width,
                            row[1] * height,
                            row[2] * width,
                            row[3] * height);
                }
            }
        }
    }
}
