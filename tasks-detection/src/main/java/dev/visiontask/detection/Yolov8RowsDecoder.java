package dev.visiontask.detection;

import dev.visiontask.tensor.Shape;
import dev.visiontask.tensor.Tensor;
import java.nio.FloatBuffer;
import java.util.List;

/** What {@link Yolov8Decoder} reads, transposed: {@code [N, predictions, 4 + classes]}, as some exporters leave it. */
final class Yolov8RowsDecoder implements BoxDecoder {
    private final int output;
    private final int classes;
    private final int more;
    private final BoxUnit unit;

    /**
     * Of one output.
     *
     * @param more how many channels follow the classes
     */
    Yolov8RowsDecoder(int output, int classes, int more, BoxUnit unit) {
        this.output = output;
        this.classes = classes;
        this.more = more;
        this.unit = unit;
    }

    @Override
    public void decode(List<Tensor> outputs, int index, Candidates candidates) {
        Tensor tensor = outputs.get(output);
        int channels = Yolov8Decoder.HEAD + classes + more;
        OutputNumbers.requireShape(tensor, index, Shape.DYNAMIC, Shape.DYNAMIC, channels);
        int predictions = (int) tensor.shape().dim(1);
        int start = Math.multiplyExact(index, predictions * channels);
        FloatBuffer values = tensor.floats();
        float[] row = candidates.scratch(0, channels);
        float check = 0;
        for (int i = 0; i < predictions; i++) {
            values.get(start + i * channels, row, 0, channels);
            check += OutputNumbers.sum(row, 0, channels) * 0;
            int best = OutputNumbers.best(row, Yolov8Decoder.HEAD, classes);
            float score = row[Yolov8Decoder.HEAD + best];
            if (candidates.wants(best, score)) {
                candidates.from(i);
                add(tensor, best, score, row, candidates);
            }
        }
        OutputNumbers.requireFinite(tensor, check);
    }

    private void add(Tensor tensor, int classIndex, float score, float[] row, Candidates candidates) {
        float width = unit.width(candidates.target());
        float height = unit.height(candidates.target());
        float x = row[0] * width;
        float y = row[1] * height;
        float halfWidth = row[2] * width / 2;
        float halfHeight = row[3] * height / 2;
        candidates.add(tensor, classIndex, score, x - halfWidth, y - halfHeight, x + halfWidth, y + halfHeight);
    }
}
