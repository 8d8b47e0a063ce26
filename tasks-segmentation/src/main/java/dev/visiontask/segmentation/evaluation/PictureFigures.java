package dev.visiontask.segmentation.evaluation;

/**
 * How good the answer to one picture is.
 *
 * @param name of the picture
 * @param pixelAccuracy the share of the judged pixels that are right; NaN if none is judged
 * @param meanIou the mean over the classes that occur in the truth of this picture; NaN if none does
 */
public record PictureFigures(String name, double pixelAccuracy, double meanIou) {}
