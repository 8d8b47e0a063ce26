package dev.visiontask.detection;

import dev.visiontask.ImageSize;
import dev.visiontask.ModelFormatException;
import dev.visiontask.model.ModelSpec;
import dev.visiontask.tensor.DataType;
import dev.visiontask.tensor.Shape;
import dev.visiontask.tensor.TensorInfo;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The preprocessing that detectors of some families are trained with, for messages: with another one they find little or
 * nothing, and nothing else tells. Sources: {@code preproc} of Megvii-BaseDetection/YOLOX, {@code yolox/data/data_augment.py};
 * {@code LetterBox} of ultralytics/ultralytics, {@code ultralytics/data/augment.py}.
 */
enum Recipe {
    /** Samples as they are. */
    YOLOX(
            "YOLOX takes BGR samples of 0 to 255 in a letterbox at the top left",
            "\"color\": \"bgr\", \"rescale_factor\": 1, \"resize_mode\": \"letterbox\", \"pad_value\": 114,"
                    + " \"pad_align\": \"top-left\", \"resize_rounding\": \"truncate\", \"interpolation\":"
                    + " \"opencv-linear\""),
    /** YOLOv5 and later. */
    ULTRALYTICS(
            "YOLOv5 and later take RGB samples of 0 to 1 in a letterbox",
            "\"color\": \"rgb\", \"rescale_factor\": \"1/255\", \"resize_mode\": \"letterbox\", \"pad_value\": 114,"
                    + " \"interpolation\": \"opencv-linear\"");

    private static final String RESCALE_FACTOR = "rescale_factor";

    /** Families of the second recipe. */
    private static final Set<String> ULTRALYTICS_FAMILIES = Set.of("yolov5", "yolov8", "end2end");

    /** What scales 255 to less than a few units makes probabilities of samples. */
    private static final double LARGEST_SHARE = 0.1;

    private final String words;
    private final String keys;

    Recipe(String words, String keys) {
        this.words = words;
        this.keys = keys;
    }

    /** What to write, as a sentence. */
    String advice() {
        return words + ": " + keys + ".";
    }

    /** The recipe of a family, if it is known. */
    static Optional<Recipe> of(String family) {
        return family.equals("yolox")
                ? Optional.of(YOLOX)
                : ULTRALYTICS_FAMILIES.contains(family) ? Optional.of(ULTRALYTICS) : Optional.empty();
    }

    /** The error that a model without a described normalisation needs one, with the recipe that its outputs look like. */
    static ModelFormatException missing(
            ModelFormatException found, ModelSpec spec, TensorInfo input, List<TensorInfo> outputs) {
        Optional<TensorInfo> predictions = predictions(outputs);
        Optional<ImageSize> size = size(input.shape());
        if (!isOnlyNormalisationMissing(spec, input) || predictions.isEmpty() || size.isEmpty()) {
            return found;
        }
        DenseOutput dense = DenseOutput.of(0, predictions.get(), size.get());
        if (dense.perCell() == 0) {
            return found;
        }
        boolean onePerCell = dense.byRows() && dense.perCell() == 1;
        return new ModelFormatException(
                "Expected to know which numbers the float32 input " + input + " of "
                        + spec.file().path() + " takes, found no rescale_factor, image_mean or image_std. Output "
                        + predictions.get() + " has a prediction for each cell, as YOLO has. "
                        + (onePerCell
                                ? YOLOX.advice() + " If the model is another one that decodes its boxes itself, such as"
                                        + " YOLOv6: " + ULTRALYTICS.keys + "."
                                : ULTRALYTICS.advice())
                        + " Add the keys to the object \"visiontask\" of config.json beside the model, or set them in the"
                        + " builder.",
                found);
    }

    private static boolean isOnlyNormalisationMissing(ModelSpec spec, TensorInfo input) {
        if (input.type() != DataType.FLOAT32 || spec.origin(RESCALE_FACTOR).isPresent()) {
            return false;
        }
        try {
            spec.withDefaults(Map.of(RESCALE_FACTOR, 1)).preprocessing(input);
            return true;
        } catch (ModelFormatException somethingElse) {
            return false;
        }
    }

    /** The only output that may have a prediction for each cell of a grid, with a batch. */
    private static Optional<TensorInfo> predictions(List<TensorInfo> outputs) {
        List<TensorInfo> found = outputs.stream()
                .map(info -> info.shape().rank() == 2
                        ? new TensorInfo(info.name(), info.type(), BatchAxis.NONE.view(info.shape()))
                        : info)
                .filter(info -> info.shape().rank() == 3
                        && info.shape().dim(1) > 0
                        && info.shape().dim(2) > 0)
                .toList();
        return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
    }

    private static Optional<ImageSize> size(Shape shape) {
        if (!shape.isFixed() || shape.rank() != 4) {
            return Optional.empty();
        }
        int row = shape.dim(1) == 3 || shape.dim(1) == 1 ? 2 : 1;
        return Optional.of(new ImageSize((int) shape.dim(row + 1), (int) shape.dim(row)));
    }

    /**
     * Refuses samples of 0 to 1 for a model that was recognised as YOLOX: it would find nothing, without a word. A model
     * that was trained so says its decoder.
     */
    static void check(ModelSpec spec, Family family) {
        boolean shares = spec.number(RESCALE_FACTOR).orElse(1) < LARGEST_SHARE
                && spec.origin("image_mean").isEmpty()
                && spec.origin("image_std").isEmpty();
        if (family.name().equals("yolox") && spec.origin("decoder").isEmpty() && shares) {
            throw new ModelFormatException("Expected samples of 0 to 255 for the YOLOX model "
                    + spec.file().path() + ", found rescale_factor "
                    + spec.number(RESCALE_FACTOR).orElse(1) + " ("
                    + spec.origin(RESCALE_FACTOR).orElseThrow() + "), with which YOLOX finds nothing. "
                    + YOLOX.advice() + " If this model was trained otherwise, say yolox by the key decoder.");
        }
    }
}
