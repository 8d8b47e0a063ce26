package dev.visiontask.detection;

/** What becomes of boxes that cover the same object (non-maximum suppression). */
public enum NmsMode {
    /** Of two boxes of one class that overlap too much, the one with the lower score goes. */
    CLASS_AWARE,
    /** Of two boxes that overlap too much, the one with the lower score goes, whatever their classes. */
    CLASS_AGNOSTIC,
    /**
     * The lower score of two boxes of one class that overlap too much is multiplied by 1 - IoU, and the box goes only if
     * that is below the score threshold: linear Soft-NMS of Bodla et al., 2017, for crowded scenes.
     */
    SOFT,
    /** All boxes stay: for models that suppress inside, or need not. */
    NONE
}
