package dev.visiontask.detection.evaluation;

import dev.visiontask.detection.Detection;
import dev.visiontask.mask.Mask;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An object that a detector found, as a COCO results file has it.
 *
 * @param imageId the picture
 * @param categoryId the class
 * @param score any finite number; higher is surer
 * @param box where it is; of a result that has a mask only, the box around the mask
 * @param mask its pixels, or null if only the box is known
 */
public record ScoredObject(
        long imageId,
        int categoryId,
        double score,
        CocoBox box,
        @Nullable Mask mask) {
    /** Checks that there is a box and that the score is a number. */
    public ScoredObject {
        Objects.requireNonNull(box, "box");
        if (!Double.isFinite(score)) {
            throw new IllegalArgumentException("Expected a finite score, found: " + score);
        }
    }

    /** What a detector found in a picture, with its mask if there is one. */
    public static ScoredObject of(long imageId, int categoryId, Detection detection) {
        return new ScoredObject(
                imageId,
                categoryId,
                detection.score(),
                CocoBox.of(detection.box()),
                detection.mask().orElse(null));
    }
}
