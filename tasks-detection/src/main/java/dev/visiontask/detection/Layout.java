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
 * @param reading what the numbers of a box are
 * @param masks reads the masks of objects, or null if the model has none
 */
record Layout(
        BoxDecoder boxes,
        TensorInfo scores,
        int classes,
        int labelOffset,
        int background,
        NmsMode nms,
        Reading reading,
        @Nullable MaskDecoder masks) {
    /** Of a model whose every class has a label. */
    Layout(BoxDecoder boxes, TensorInfo scores, int classes, NmsMode nms, Reading reading) {
        this(boxes, scores, classes, 0, -1, nms, reading, null);
    }

    /**
     * What the numbers of a box are.
     *
     * @param numbers in words, for messages
     * @param unit what they are measured in
     * @param recognised whether the model's numbers told the unit, and not the description or the family
     */
    record Reading(String numbers, BoxUnit unit, boolean recognised) {
        static final String CORNERS = "left, top, right, bottom";
        static final String CENTRE = "centre x and y, width, height";

        /** Of a family that knows but one unit. */
        static Reading pixels(String numbers) {
            return new Reading(numbers, BoxUnit.PIXELS, false);
        }

        @Override
        public String toString() {
            return numbers + (unit == BoxUnit.PIXELS ? " in pixels of the input" : " relative to the input");
        }
    }

    /** The same, with classes that have no label. */
    Layout withLabels(int offset, int backgroundClass) {
        return new Layout(boxes, scores, classes, offset, backgroundClass, nms, reading, masks);
    }

    /** The same, with what reads the masks, if there are any. */
    Layout with(@Nullable MaskDecoder maskDecoder) {
        return new Layout(boxes, scores, classes, labelOffset, background, nms, reading, maskDecoder);
    }
}
