package dev.visiontask.detection;

import dev.visiontask.tensor.TensorInfo;
import org.jspecify.annotations.Nullable;

/**
 * How the outputs of one model are read.
 *
 * @param boxes reads them
 * @param scores the output with the scores, for messages
 * @param classes how many classes it has, those without a label included; 0 if the outputs do not say
 * @param labelOffset how many classes come before the first label, unless the description says
 * @param background the class that is never returned, unless the description says; -1 for none
 * @param nms what the family needs, unless the description says
 * @param masks reads the masks of objects, or null if the model has none
 */
record Layout(
        BoxDecoder boxes,
        TensorInfo scores,
        int classes,
        int labelOffset,
        int background,
        NmsMode nms,
        @Nullable MaskDecoder masks) {
    /** Of a model whose every class has a label. */
    Layout(BoxDecoder boxes, TensorInfo scores, int classes, NmsMode nms) {
        this(boxes, scores, classes, 0, -1, nms, null);
    }

    /** Without masks. */
    Layout(BoxDecoder boxes, TensorInfo scores, int classes, int labelOffset, int background, NmsMode nms) {
        this(boxes, scores, classes, labelOffset, background, nms, null);
    }

    /** The same, with what reads the masks, if there are any. */
    Layout with(@Nullable MaskDecoder maskDecoder) {
        return new Layout(boxes, scores, classes, labelOffset, background, nms, maskDecoder);
    }
}
