package dev.visiontask.segmentation.evaluation;

/**
 * How good the answers are for one class.
 *
 * @param index the class
 * @param label its name
 * @param iou right pixels over pixels in truth or prediction, 0 to 1; NaN if the class is in neither
 * @param accuracy right pixels over pixels in the truth, 0 to 1; NaN if the truth has none
 * @param truthPixels pixels of the class in the truth
 * @param predictedPixels judged pixels that were given the class
 */
public record ClassFigures(
        int index, String label, double iou, double accuracy, long truthPixels, long predictedPixels) {}
