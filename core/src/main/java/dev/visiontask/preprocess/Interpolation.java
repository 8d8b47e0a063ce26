package dev.visiontask.preprocess;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * How pixels are resampled, by the library whose numbers are reproduced. The {@code pillow-*} filters widen their support
 * when they reduce (antialiasing), as Pillow's {@code Image.resize}, torchvision on PIL pictures, Hugging Face and timm
 * do; the {@code opencv-*} ones do not (except area), as {@code cv2.resize}, YOLO and PP-OCR do.
 */
public enum Interpolation {
    /** Pillow NEAREST (PIL number 0). */
    PILLOW_NEAREST,
    /** Pillow BOX (PIL number 4). */
    PILLOW_BOX,
    /** Pillow BILINEAR (PIL number 2). */
    PILLOW_BILINEAR,
    /** Pillow HAMMING (PIL number 5). */
    PILLOW_HAMMING,
    /** Pillow BICUBIC, a = -0.5 (PIL number 3). */
    PILLOW_BICUBIC,
    /** Pillow LANCZOS, 3 lobes (PIL number 1). */
    PILLOW_LANCZOS,
    /** OpenCV INTER_NEAREST. */
    OPENCV_NEAREST,
    /** OpenCV INTER_LINEAR. */
    OPENCV_LINEAR,
    /** OpenCV INTER_CUBIC, a = -0.75. */
    OPENCV_CUBIC,
    /** OpenCV INTER_AREA. */
    OPENCV_AREA;

    /** The name in model descriptions: {@code pillow-bilinear}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * The interpolation of this name.
     *
     * @throws IllegalArgumentException if there is none; the message lists all
     */
    public static Interpolation ofId(String id) {
        return Arrays.stream(values())
                .filter(value -> value.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Expected an interpolation of "
                        + Arrays.stream(values()).map(Interpolation::id).collect(Collectors.joining(", "))
                        + ", found: " + id));
    }
}
