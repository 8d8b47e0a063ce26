package dev.visiontask.preprocess;

import dev.visiontask.ImageSize;
import dev.visiontask.Point;
import dev.visiontask.Quad;
import java.util.Objects;

/**
 * Where a picture went in the model's input: it was resampled to {@code resized} and placed with its top-left corner at
 * ({@code offsetX}, {@code offsetY}) of the {@code target}. Negative offsets crop, positive ones pad.
 *
 * <p>Coordinates are those of pixel edges: the first pixel covers 0 to 1, and a picture of width {@code w} covers 0 to
 * {@code w}. The source frame is the picture as a person sees it, after EXIF rotation. Every box, mask and point goes
 * back through this one inverse.
 *
 * @param source the size of the picture, in pixels
 * @param resized the size after resampling
 * @param offsetX the column of the target at which the resampled picture starts
 * @param offsetY the row of the target at which the resampled picture starts
 * @param target the size of the model's input
 */
public record Geometry(ImageSize source, ImageSize resized, int offsetX, int offsetY, ImageSize target) {
    /** Checks that nothing is null. */
    public Geometry {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(resized, "resized");
        Objects.requireNonNull(target, "target");
    }

    /** The target column of source column {@code x}. */
    public double toTargetX(double x) {
        return x * resized.width() / source.width() + offsetX;
    }

    /** The target row of source row {@code y}. */
    public double toTargetY(double y) {
        return y * resized.height() / source.height() + offsetY;
    }

    /** The source column of target column {@code x}; not clipped. */
    public double toSourceX(double x) {
        return (x - offsetX) * source.width() / resized.width();
    }

    /** The source row of target row {@code y}; not clipped. */
    public double toSourceY(double y) {
        return (y - offsetY) * source.height() / resized.height();
    }

    /** The target point of a source point. */
    public Point toTarget(Point point) {
        return new Point((float) toTargetX(point.x()), (float) toTargetY(point.y()));
    }

    /** The source point of a target point; not clipped. */
    public Point toSource(Point point) {
        return new Point((float) toSourceX(point.x()), (float) toSourceY(point.y()));
    }

    /** The target corners of source corners. */
    public Quad toTarget(Quad quad) {
        return quad.map(this::toTarget);
    }

    /** The source corners of target corners; not clipped. */
    public Quad toSource(Quad quad) {
        return quad.map(this::toSource);
    }
}
