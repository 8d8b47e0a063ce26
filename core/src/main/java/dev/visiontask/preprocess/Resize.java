package dev.visiontask.preprocess;

import dev.visiontask.ImageSize;
import java.util.Objects;

/**
 * How a picture of any size becomes one of the model's input size. The rounding rules are part of each mode's definition.
 */
public sealed interface Resize {
    /** Where a picture of this size goes. */
    Geometry geometry(ImageSize source);

    /** The name of the mode in model descriptions. */
    String mode();

    /**
     * The sample, 0 to 255, of every pixel of the target that the image does not cover; a whole number for a uint8 tensor.
     */
    default double padSample() {
        return 0;
    }

    /**
     * Both axes scaled on their own to exactly {@code target}; the aspect is not kept.
     *
     * @param target the model's input size
     */
    record Stretch(ImageSize target) implements Resize {
        /** Checks that there is a size. */
        public Stretch {
            Objects.requireNonNull(target, "target");
        }

        @Override
        public Geometry geometry(ImageSize source) {
            return new Geometry(source, target, 0, 0, target);
        }

        @Override
        public String mode() {
            return "stretch";
        }
    }

    /**
     * Both axes scaled on their own to exactly {@code size}; then the centre of size {@code crop} is cut out, at
     * {@code (size - crop) / 2}.
     *
     * @param size the size after resampling
     * @param crop the model's input size
     * @param truncate whether the place of the crop is truncated (Hugging Face), else rounded with halves to even
     *     (torchvision, timm)
     */
    record StretchCrop(ImageSize size, ImageSize crop, boolean truncate) implements Resize {
        /** Checks that there are sizes. */
        public StretchCrop {
            Objects.requireNonNull(size, "size");
            Objects.requireNonNull(crop, "crop");
        }

        @Override
        public Geometry geometry(ImageSize source) {
            return cutOut(source, size, crop, truncate);
        }

        @Override
        public String mode() {
            return "stretch";
        }
    }

    /**
     * The shorter edge becomes {@code edge}, the longer one {@code edge * longer / shorter} truncated; then the centre
     * of size {@code crop} is cut out, at {@code (resized - crop) / 2}. Where the crop is larger than the picture, the
     * rest is filled with 0.
     *
     * @param edge the length of the shorter edge after resampling, in pixels
     * @param crop the model's input size
     * @param truncate whether the place of the crop is truncated (Hugging Face), else rounded with halves to even
     *     (torchvision, timm)
     */
    record ShortestEdge(int edge, ImageSize crop, boolean truncate) implements Resize {
        /** As torchvision and timm do. */
        public ShortestEdge(int edge, ImageSize crop) {
            this(edge, crop, false);
        }

        /** Checks the range. */
        public ShortestEdge {
            if (edge < 1) {
                throw new IllegalArgumentException("Expected an edge of at least 1, found: " + edge);
            }
            Objects.requireNonNull(crop, "crop");
        }

        @Override
        public Geometry geometry(ImageSize source) {
            boolean portrait = source.width() <= source.height();
            int longer =
                    longer(portrait ? source.height() : source.width(), portrait ? source.width() : source.height());
            ImageSize resized = portrait ? new ImageSize(edge, longer) : new ImageSize(longer, edge);
            return cutOut(source, resized, crop, truncate);
        }

        private int longer(int longEdge, int shortEdge) {
            return (int) Math.min(Integer.MAX_VALUE, (long) edge * longEdge / shortEdge);
        }

        @Override
        public String mode() {
            return "shortest-edge";
        }
    }

    /**
     * The largest size of the same aspect that fits, padded to exactly {@code target}. The scale is
     * {@code min(height ratio, width ratio)}; the new edges are rounded (halves to even) or truncated. A centred picture
     * starts at {@code (target - resized) / 2}, truncated.
     *
     * @param target the model's input size
     * @param padValue the sample value of the padding, 0 to 255
     * @param centered in the centre (Ultralytics), else at the top left (YOLOX)
     * @param scaleUp whether a picture smaller than the target is enlarged
     * @param truncate whether new edges are truncated (YOLOX, NanoDet), else rounded (Ultralytics)
     */
    record Letterbox(ImageSize target, int padValue, boolean centered, boolean scaleUp, boolean truncate)
            implements Resize {
        /** Checks the range. */
        public Letterbox {
            Objects.requireNonNull(target, "target");
            if (padValue < 0 || padValue > 255) {
                throw new IllegalArgumentException("Expected a pad value of 0 to 255, found: " + padValue);
            }
        }

        @Override
        public double padSample() {
            return padValue;
        }

        @Override
        public Geometry geometry(ImageSize source) {
            ImageSize resized = fit(source, target, scaleUp, truncate);
            int left = centered ? (target.width() - resized.width()) / 2 : 0;
            int top = centered ? (target.height() - resized.height()) / 2 : 0;
            return new Geometry(source, resized, left, top, target);
        }

        @Override
        public String mode() {
            return "letterbox";
        }
    }

    /**
     * The largest size of the same aspect that fits {@code bounds}; then each edge is rounded to the nearest multiple
     * (at least one), so that the input size depends on the picture. For models with open height and width.
     *
     * @param bounds the largest size
     * @param multiple what both edges must be a multiple of, such as 32; 1 for any size
     * @param scaleUp whether a picture smaller than the bounds is enlarged
     * @param truncate whether the edges of the largest size are truncated before they become multiples (PaddleOCR), else
     *     rounded
     */
    record FitWithin(ImageSize bounds, int multiple, boolean scaleUp, boolean truncate) implements Resize {
        /** With rounded edges. */
        public FitWithin(ImageSize bounds, int multiple, boolean scaleUp) {
            this(bounds, multiple, scaleUp, false);
        }

        /** Checks the range. */
        public FitWithin {
            Objects.requireNonNull(bounds, "bounds");
            if (multiple < 1) {
                throw new IllegalArgumentException("Expected a multiple of at least 1, found: " + multiple);
            }
        }

        @Override
        public Geometry geometry(ImageSize source) {
            ImageSize fitted = fit(source, bounds, scaleUp, truncate);
            ImageSize target = new ImageSize(align(fitted.width()), align(fitted.height()));
            return new Geometry(source, target, 0, 0, target);
        }

        private int align(int edge) {
            return Math.max(multiple, (int) Math.rint(edge / (double) multiple) * multiple);
        }

        @Override
        public String mode() {
            return "fit-within";
        }
    }

    /**
     * A line of text: it gets the height of the model and as much width as its aspect asks for, within bounds; what is left
     * of the least width is padding on the right, or the line is stretched to it. For models with an open width, which read a
     * line of any length.
     *
     * @param height the model's input height
     * @param minWidth the least input width
     * @param maxWidth the largest input width; a longer line is squeezed into it
     * @param padSample the sample of the padding, 0 to 255, of which a float tensor takes fractions, too; negative for a line
     *     that is stretched instead
     * @param roundUp whether the width is rounded up (PaddleOCR), else truncated
     */
    record LineHeight(int height, int minWidth, int maxWidth, double padSample, boolean roundUp) implements Resize {
        /** Checks the ranges. */
        public LineHeight {
            if (height < 1 || minWidth < 1 || maxWidth < minWidth) {
                throw new IllegalArgumentException(
                        "Expected a height of at least 1 and 1 <= minWidth <= maxWidth, found: " + height + ", "
                                + minWidth + " and " + maxWidth);
            }
            if (!(padSample <= 255)) {
                throw new IllegalArgumentException("Expected a pad sample of at most 255, found: " + padSample);
            }
        }

        @Override
        public Geometry geometry(ImageSize source) {
            double exact = (double) height * source.width() / source.height();
            int width = clamp(roundUp ? Math.ceil(exact) : Math.floor(exact), maxWidth);
            int target = Math.max(width, minWidth);
            boolean stretched = padSample < 0;
            return new Geometry(
                    source, new ImageSize(stretched ? target : width, height), 0, 0, new ImageSize(target, height));
        }

        @Override
        public String mode() {
            return "line-height";
        }
    }

    private static Geometry cutOut(ImageSize source, ImageSize resized, ImageSize crop, boolean truncate) {
        int left = offset(crop.width() - resized.width(), truncate);
        int top = offset(crop.height() - resized.height(), truncate);
        return new Geometry(source, resized, left, top, crop);
    }

    /** Half of what is to be padded, or minus half of what is to be cut off. Hugging Face pads by the larger half. */
    private static int offset(int padding, boolean truncate) {
        if (truncate) {
            return padding > 0 ? (padding + 1) / 2 : padding / 2;
        }
        return padding > 0 ? padding / 2 : (int) Math.rint(padding / 2.0);
    }

    private static ImageSize fit(ImageSize source, ImageSize bounds, boolean scaleUp, boolean truncate) {
        double scale = Math.min(bounds.height() / (double) source.height(), bounds.width() / (double) source.width());
        if (!scaleUp) {
            scale = Math.min(scale, 1);
        }
        double width = source.width() * scale;
        double height = source.height() * scale;
        return new ImageSize(
                clamp(truncate ? Math.floor(width) : Math.rint(width), bounds.width()),
                clamp(truncate ? Math.floor(height) : Math.rint(height), bounds.height()));
    }

    private static int clamp(double edge, int max) {
        return (int) Math.max(1, Math.min(edge, max));
    }
}
