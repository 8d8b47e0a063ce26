package dev.visiontask.detection;

import dev.visiontask.InferenceException;
import dev.visiontask.ModelFormatException;
import dev.visiontask.preprocess.Geometry;
import dev.visiontask.tensor.Tensor;
import java.util.List;
import java.util.Set;

/**
 * YOLOX as it is exported by default: {@code [N, cells, 5 + classes]} with offsets within the cells of a grid. Centre =
 * (offset + cell) * stride, size = exp(value) * stride; objectness and class scores are probabilities. Source:
 * {@code demo_postprocess} of Megvii-BaseDetection/YOLOX, {@code yolox/utils/demo_utils.py}.
 *
 * <p>In its letterbox the edges are truncated to whole pixels, yet YOLOX is trained with boxes scaled by the ratio before
 * truncation, and its own demo divides by that. So do we: up to a pixel of the input further from the corner.
 */
final class YoloxDecoder implements BoxDecoder {
    private static final String NAME = "yolox";

    private final int output;
    private final ObjectnessRows rows;
    private final Grid grid;

    YoloxDecoder(int output, int classes, Grid grid) {
        this.output = output;
        this.rows = new ObjectnessRows(classes, 0);
        this.grid = grid;
    }

    static Family family() {
        return new Family(NAME, YoloxDecoder::matches, YoloxDecoder::layout, Set.of());
    }

    private static boolean matches(ModelOutputs outputs) {
        DenseOutput dense = DenseOutput.find(outputs).orElse(null);
        return dense != null
                && dense.byRows()
                && dense.perCell() == 1
                && dense.fits(outputs, ObjectnessRows.HEAD)
                && outputs.prototypes().coefficients(dense, ObjectnessRows.HEAD) == 0
                && CellCentres.of(dense, outputs) == CellCentres.OFFSETS;
    }

    private static Layout layout(ModelOutputs outputs) {
        DenseOutput dense = DenseOutput.require(outputs, NAME).asRows();
        int classes = dense.classes(ObjectnessRows.HEAD);
        ScoreNumbers.require(outputs, dense, ObjectnessRows.HEAD - 1, classes + 1, NAME);
        Grid grid = LayoutKeys.grid(outputs.spec(), outputs.input(), false).orElseGet(() -> dense.requireGrid(outputs));
        if (dense.grid() != null && CellCentres.of(dense, outputs) != CellCentres.OFFSETS) {
            throw new ModelFormatException("Expected offsets within the cells of a grid in output " + dense.info()
                    + " for the decoder yolox, found centres that are spread over the input: the model decodes them"
                    + " itself. Say yolov5 by the key decoder.");
        }
        return new Layout(
                new YoloxDecoder(dense.index(), classes, grid),
                dense.info(),
                classes,
                NmsMode.CLASS_AWARE,
                Layout.Reading.pixels("centre x and y, width, height from offsets to the cells"));
    }

    @Override
    public void decode(List<Tensor> outputs, int index, Candidates candidates) {
        Tensor tensor = outputs.get(output);
        int cells = grid.cells(candidates.target());
        if (tensor.shape().rank() == 3 && tensor.shape().dim(1) != cells) {
            throw new InferenceException("Expected " + cells + " predictions for an input of " + candidates.target()
                    + " and the strides " + grid.strides() + ", found output " + tensor.info() + ". See the key"
                    + " strides.");
        }
        Letterboxed picture = Letterboxed.of(candidates.geometry());
        rows.scan(tensor, index, candidates, (row, values, classIndex, score) -> {
            Grid.Cell cell = grid.cell(row, candidates.target());
            float x = (values[0] + cell.column()) * cell.stride();
            float y = (values[1] + cell.row()) * cell.stride();
            float halfWidth = half(values[2], cell.stride(), candidates.target().width());
            float halfHeight =
                    half(values[3], cell.stride(), candidates.target().height());
            candidates.add(
                    tensor,
                    classIndex,
                    score,
                    picture.x(x - halfWidth),
                    picture.y(y - halfHeight),
                    picture.x(x + halfWidth),
                    picture.y(y + halfHeight));
        });
    }

    /** From the frame of the exact ratio to that of the resized picture, whose edges are whole pixels. */
    private record Letterboxed(int offsetX, int offsetY, double scaleX, double scaleY) {
        static Letterboxed of(Geometry geometry) {
            double width = geometry.source().width();
            double height = geometry.source().height();
            double ratio = Math.min(
                    geometry.target().width() / width, geometry.target().height() / height);
            boolean letterbox = Math.abs(geometry.resized().width() - width * ratio) < 1
                    && Math.abs(geometry.resized().height() - height * ratio) < 1;
            double scaleX = letterbox ? geometry.resized().width() / (width * ratio) : 1;
            double scaleY = letterbox ? geometry.resized().height() / (height * ratio) : 1;
            return new Letterboxed(geometry.offsetX(), geometry.offsetY(), scaleX, scaleY);
        }

        float x(float x) {
            return (float) ((x - offsetX) * scaleX + offsetX);
        }

        float y(float y) {
            return (float) ((y - offsetY) * scaleY + offsetY);
        }
    }

    /** The exponential may overflow; more than covers the input from any cell changes nothing. */
    private static float half(float logarithm, int stride, int edge) {
        return (float) (Math.min(3.0 * edge, Math.exp(logarithm) * stride) / 2);
    }
}
