package dev.visiontask.detection.evaluation;

import java.util.Objects;

/**
 * A class of a data set.
 *
 * @param id the number in the annotations; COCO counts from 1 and leaves some out
 * @param name what it is called
 */
public record Category(int id, String name) {
    /** Checks that there is a name. */
    public Category {
        Objects.requireNonNull(name, "name");
    }
}
