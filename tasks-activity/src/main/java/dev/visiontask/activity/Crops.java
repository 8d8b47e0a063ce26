package dev.visiontask.activity;

import dev.visiontask.ImageSize;
import dev.visiontask.preprocess.Geometry;
import java.util.List;

/**
 * Which parts of the frames a model looks at; the scores are averaged. With {@code dx} and {@code dy} the columns and
 * rows by which a resized frame is larger than the model's input. Source: {@code CenterCrop}, {@code ThreeCrop} and
 * {@code TenCrop} of MMAction2.
 */
public enum Crops {
    /** The centre, as the model's description says. */
    CENTER(1),
    /**
     * Both ends of the longer side and the middle: at {@code 0}, {@code floor(d / 2)} and {@code 2 * floor(d / 2)} along
     * it, centred on the other side.
     */
    THREE(3),
    /**
     * The four corners and the centre, and the mirror image of each: at {@code 0}, {@code 2 * floor(d / 4)} and
     * {@code 4 * floor(d / 4)}.
     */
    TEN(10);

    private final int count;

    Crops(int count) {
        this.count = count;
    }

    /** How many parts. */
    public int count() {
        return count;
    }

    /** Whether each part comes mirrored left to right as well, after the one that is not. */
    boolean mirrored() {
        return this == TEN;
    }

    /** Where the parts are, without their mirror images. */
    List<Geometry> of(Geometry centre) {
        ImageSize resized = centre.resized();
        ImageSize target = centre.target();
        int dx = Math.max(0, resized.width() - target.width());
        int dy = Math.max(0, resized.height() - target.height());
        return switch (this) {
            case CENTER -> List.of(centre);
            case THREE ->
                dx >= dy
                        ? List.of(at(centre, 0, dy / 2), at(centre, dx / 2, dy / 2), at(centre, dx / 2 * 2, dy / 2))
                        : List.of(at(centre, dx / 2, 0), at(centre, dx / 2, dy / 2), at(centre, dx / 2, dy / 2 * 2));
            case TEN ->
                List.of(
                        at(centre, 0, 0),
                        at(centre, dx / 4 * 4, 0),
                        at(centre, 0, dy / 4 * 4),
                        at(centre, dx / 4 * 4, dy / 4 * 4),
                        at(centre, dx / 4 * 2, dy / 4 * 2));
        };
    }

    /** An axis on which the frame is padded, not cut, stays as it is. */
    private static Geometry at(Geometry centre, int left, int top) {
        int x = centre.offsetX() > 0 ? centre.offsetX() : -left;
        int y = centre.offsetY() > 0 ? centre.offsetY() : -top;
        return new Geometry(centre.source(), centre.resized(), x, y, centre.target());
    }
}
