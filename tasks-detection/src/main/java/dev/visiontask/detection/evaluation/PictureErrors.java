package dev.visiontask.detection.evaluation;

import java.util.Objects;

/**
 * What a detector got right and wrong in one picture.
 *
 * @param image the picture
 * @param right objects found and named rightly
 * @param confused objects found but taken for another class
 * @param missed objects not found
 * @param extra results where there is no object
 */
public record PictureErrors(DatasetImage image, int right, int confused, int missed, int extra) {
    /** Checks that there is a picture. */
    public PictureErrors {
        Objects.requireNonNull(image, "image");
    }

    /** How many errors of any kind. */
    public int errors() {
        return confused + missed + extra;
    }
}
