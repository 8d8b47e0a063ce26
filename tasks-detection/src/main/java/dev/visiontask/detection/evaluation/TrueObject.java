package dev.visiontask.detection.evaluation;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An object that a person marked in a picture.
 *
 * @param imageId the picture
 * @param categoryId the class
 * @param box where it is
 * @param area in square pixels, of the outline where there is one; decides whether the object is small, medium or large
 * @param kind an object, a crowd, or one too difficult to be counted
 * @param outline its shape, or null if only the box is known
 */
public record TrueObject(
        long imageId,
        int categoryId,
        CocoBox box,
        double area,
        Kind kind,
        @Nullable Outline outline) {
    /** What is marked. */
    public enum Kind {
        /** An object that a detector should find. */
        OBJECT,
        /** A group, COCO's {@code iscrowd}: finding it is neither right nor wrong, however often. */
        CROWD,
        /** Pascal VOC's {@code difficult}: finding it is neither right nor wrong. */
        DIFFICULT
    }

    /** Checks that box and kind are there and the area is a number. */
    public TrueObject {
        Objects.requireNonNull(box, "box");
        Objects.requireNonNull(kind, "kind");
        if (!(area >= 0)) {
            throw new IllegalArgumentException("Expected an area of at least 0, found: " + area);
        }
    }
}
