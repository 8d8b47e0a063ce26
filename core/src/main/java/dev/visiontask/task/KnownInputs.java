package dev.visiontask.task;

import dev.visiontask.tensor.DataType;
import dev.visiontask.tensor.Shape;
import dev.visiontask.tensor.TensorInfo;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Inputs beside the image that exports of well-known models have, by name and shape.
 *
 * <p>{@code pixel_mask}: transformers' DETR and Table Transformer, 1 where the image is. {@code orig_target_sizes}: the
 * postprocessor of RT-DETR and D-FINE multiplies boxes with it as width and height; DETR's takes {@code target_sizes} as
 * height and width, so that these names are known only where both are equal. {@code im_shape}, {@code scale_factor}:
 * PaddleDetection, height first; boxes are divided by the scale. {@code image_shape}: YOLOv3 of the ONNX model zoo, height
 * first. {@code im_info}: Faster R-CNN, height, width and scale.
 */
final class KnownInputs {
    private static final Map<String, List<Object>> ROWS = Map.of(
            "orig_target_sizes", List.of("width", "height"),
            "target_sizes", List.of("height", "width"),
            "im_shape", List.of("height", "width"),
            "scale_factor", List.of(1.0, 1.0),
            "image_shape", List.of("height", "width"),
            "im_info", List.of("height", "width", 1.0));

    private static final List<String> OF_EITHER_ORDER = List.of("orig_target_sizes", "target_sizes");
    private static final String MASK = "pixel_mask";
    private static final int MASK_RANK = 3;

    private KnownInputs() {}

    /** Whether the name and the shape are those of such an input. */
    static boolean isKnown(TensorInfo input) {
        Shape shape = input.shape();
        if (input.name().equals(MASK)) {
            return shape.rank() == MASK_RANK;
        }
        List<Object> row = ROWS.get(input.name());
        return row != null
                && shape.rank() == 2
                && (shape.dim(1) == Shape.DYNAMIC || shape.dim(1) == row.size())
                && input.type() != DataType.BOOL
                && input.type() != DataType.UINT8
                && input.type() != DataType.INT8;
    }

    /**
     * What goes into the input, as a description would say it.
     *
     * @param isSquare whether every image tensor is as wide as it is high
     */
    static Optional<Object> value(TensorInfo input, BooleanSupplier isSquare) {
        if (!isKnown(input) || (OF_EITHER_ORDER.contains(input.name()) && !isSquare.getAsBoolean())) {
            return Optional.empty();
        }
        return Optional.of(input.name().equals(MASK) ? (Object) 1.0 : row(input));
    }

    private static List<Object> row(TensorInfo input) {
        return ROWS.getOrDefault(input.name(), List.of());
    }

    /** What makes a known name ambiguous, for messages; else nothing. */
    static String hint(TensorInfo input) {
        return OF_EITHER_ORDER.contains(input.name()) && isKnown(input)
                ? " (width and height in RT-DETR and D-FINE, height and width in DETR)"
                : "";
    }

    /** What might be written for such an input, for messages. */
    static String example(TensorInfo input) {
        int rank = input.shape().rank();
        boolean isSize = rank == 2 && input.shape().dim(1) == 2;
        return isSize ? "[\"height\", \"width\"]" : rank == 1 || rank == 2 ? "[1]" : "1";
    }
}
