package dev.visiontask.detection.evaluation;

import dev.visiontask.ImageSize;
import dev.visiontask.mask.Mask;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The shape of an object as the annotations have it: polygons, or a mask. Polygons become a mask when asked. Immutable. */
public final class Outline {
    private static final int LEAST_NUMBERS = 6;

    private final List<double[]> polygons;
    private final @Nullable Mask mask;

    private Outline(List<double[]> polygons, @Nullable Mask mask) {
        this.polygons = polygons;
        this.mask = mask;
    }

    /**
     * The union of polygons.
     *
     * @param polygons corners {@code x, y, x, y, ...} each, in pixels
     */
    public static Outline ofPolygons(List<double[]> polygons) {
        return new Outline(polygons.stream().map(double[]::clone).toList(), null);
    }

    /** A mask. */
    public static Outline of(Mask mask) {
        return new Outline(List.of(), mask);
    }

    /**
     * Checks what {@link #toMask} will need, and that numbers are pixels of this image.
     *
     * @param size the size of the image, or null if it is not known
     * @throws IllegalArgumentException if something is wrong
     */
    void check(@Nullable ImageSize size) {
        if (mask != null && size != null && !mask.size().equals(size)) {
            throw new IllegalArgumentException("Expected run lengths of the image's size " + size + ", found: "
                    + mask.size() + ". COCO writes the size as [height, width]");
        }
        for (double[] polygon : polygons) {
            if (polygon.length < LEAST_NUMBERS || polygon.length % 2 != 0) {
                throw new IllegalArgumentException("Expected polygons [x, y, x, y, ...] of at least 3 corners, found: "
                        + polygon.length + " numbers");
            }
            for (int i = 0; i < polygon.length; i++) {
                int edge = size == null ? Integer.MAX_VALUE : i % 2 == 0 ? size.width() : size.height();
                if (!Double.isFinite(polygon[i]) || BoxRules.isOutside(polygon[i], edge)) {
                    throw new IllegalArgumentException("Expected corners within the image"
                            + (size == null ? "" : " of " + size) + ", found: " + polygon[i]);
                }
            }
        }
        boolean large = size == null || size.pixels() > 1;
        if (large
                && !polygons.isEmpty()
                && polygons.stream().flatMapToDouble(Arrays::stream).allMatch(Outline::isShare)) {
            throw new IllegalArgumentException(
                    "Expected pixels, found corners within the first pixel, as shares of the image are: "
                            + Arrays.toString(polygons.get(0)));
        }
    }

    /** The smallest box around it, or null if it has no pixels. */
    @Nullable
    CocoBox around() {
        if (mask != null) {
            return mask.isEmpty() ? null : CocoBox.of(mask.box());
        }
        double[] edges = {Double.MAX_VALUE, Double.MAX_VALUE, -Double.MAX_VALUE, -Double.MAX_VALUE};
        for (double[] polygon : polygons) {
            for (int i = 0; i < polygon.length; i++) {
                edges[i % 2] = Math.min(edges[i % 2], polygon[i]);
                edges[i % 2 + 2] = Math.max(edges[i % 2 + 2], polygon[i]);
            }
        }
        return polygons.isEmpty() ? null : new CocoBox(edges[0], edges[1], edges[2] - edges[0], edges[3] - edges[1]);
    }

    private static boolean isShare(double value) {
        return value >= 0 && value <= 1;
    }

    /**
     * The pixels of the object.
     *
     * @param size the size of the picture
     * @throws IllegalArgumentException if there is a mask of another size, or a polygon is malformed
     */
    public Mask toMask(ImageSize size) {
        if (mask == null) {
            return Mask.ofPolygons(size, polygons);
        }
        if (!mask.size().equals(size)) {
            throw new IllegalArgumentException("Expected a mask of " + size + ", found: " + mask.size());
        }
        return mask;
    }
}
