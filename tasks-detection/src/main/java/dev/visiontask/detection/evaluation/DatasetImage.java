package dev.visiontask.detection.evaluation;

import dev.visiontask.ImageSize;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A picture of a data set.
 *
 * @param id the number in the annotations
 * @param fileName relative to the folder of the pictures
 * @param size its size, or null if the annotations do not tell; needed for masks only
 */
public record DatasetImage(
        long id, String fileName, @Nullable ImageSize size) {
    /** Checks that there is a file name. */
    public DatasetImage {
        Objects.requireNonNull(fileName, "fileName");
    }
}
