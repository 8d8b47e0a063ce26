package dev.visiontask.detection;

import dev.visiontask.Box;
import dev.visiontask.mask.Mask;
import dev.visiontask.preprocess.Geometry;
import dev.visiontask.tensor.Tensor;
import java.util.List;

/** Reads the masks of objects from the outputs of one family of models. Stateless, safe to share. */
interface MaskDecoder {
    /**
     * The mask of an object that is returned, of the size of the picture.
     *
     * @param index the place of the picture in the batch
     * @param grid working memory
     * @throws dev.visiontask.InferenceException if the tensors cannot be an answer; names the tensor
     */
    Mask decode(List<Tensor> outputs, int index, Found found, MaskGrid grid);

    /**
     * An object that is returned.
     *
     * @param row its place among the model's predictions
     * @param whole its box in the picture, not clipped
     * @param box its box in the picture, clipped
     * @param geometry the way from the picture to the input
     */
    record Found(int row, Box whole, Box box, Geometry geometry) {
        /** How the columns of a grid that covers the input lie over the picture. */
        CellAxis across(int cells) {
            return CellAxis.ofInput(
                    geometry.source().width(),
                    geometry.resized().width(),
                    geometry.offsetX(),
                    geometry.target().width(),
                    cells);
        }

        /** How the rows of a grid that covers the input lie over the picture. */
        CellAxis down(int cells) {
            return CellAxis.ofInput(
                    geometry.source().height(),
                    geometry.resized().height(),
                    geometry.offsetY(),
                    geometry.target().height(),
                    cells);
        }
    }
}
