package dev.visiontask.detection.evaluation;

import dev.visiontask.ImageSize;
import dev.visiontask.mask.Mask;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The shape of an object as the annotations have it: polygons, or a mask. Polygons become a mask when asked. Immutable. */
public final class Outline {
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
