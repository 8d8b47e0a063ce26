package dev.visiontask.detection.evaluation;

/** What is compared when a found object is matched to a true one. */
public enum Overlap {
    /** The boxes; COCO's {@code bbox}. */
    BOX,
    /** The masks; COCO's {@code segm}. */
    MASK
}
