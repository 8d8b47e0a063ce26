package dev.visiontask.activity;

import dev.visiontask.UnsupportedOptionException;
import dev.visiontask.preprocess.Normalization;
import dev.visiontask.preprocess.PreprocessSpec;
import dev.visiontask.preprocess.Resize;
import dev.visiontask.tensor.DataType;

/**
 * Everything that decides which numbers a clip becomes.
 *
 * @param tensor the model's input
 * @param sampling which frames
 * @param crops which parts of them
 * @param frame how one frame becomes numbers
 */
record ClipPlan(ClipTensor tensor, ClipSampling sampling, Crops crops, PreprocessSpec frame) {
    /** Checks that there is something to crop. */
    ClipPlan {
        Resize resize = frame.resize();
        if (crops != Crops.CENTER && !(resize instanceof Resize.ShortestEdge || resize instanceof Resize.StretchCrop)) {
            throw new UnsupportedOptionException("Expected a resize mode that leaves more than the model's input for "
                    + crops.count() + " crops: shortest-edge, or stretch with crop_size; found: " + resize
                    + ". Change resize_mode, or set crops to 1.");
        }
    }

    /** How a frame becomes 8-bit samples of the model's size, which wait for their clip in this form. */
    PreprocessSpec samples() {
        return new PreprocessSpec(
                frame.resize(),
                frame.interpolation(),
                frame.color(),
                Normalization.NONE,
                frame.layout(),
                DataType.UINT8);
    }
}
