package dev.visiontask.detection;

import dev.visiontask.ImageSize;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * How a large picture is cut into tiles. Tiles have one size and lie evenly, so that they overlap at least as much as is
 * said; a picture that is not larger than a tile is one tile.
 *
 * @param tile the size of a tile in pixels of the picture; the size of the model's input shows objects as they are
 * @param overlap the least share of a tile that its neighbour shows too, 0 to 0.9: enough for the objects that only
 *     tiles show
 * @param wholePicture whether the detector also sees the picture as a whole, for objects larger than the overlap
 */
public record Tiling(ImageSize tile, float overlap, boolean wholePicture) {
    private static final float LARGEST_OVERLAP = 0.9f;

    /** Checks the range. */
    public Tiling {
        Objects.requireNonNull(tile, "tile");
        if (!(overlap >= 0 && overlap <= LARGEST_OVERLAP)) {
            throw new IllegalArgumentException(
                    "Expected an overlap of 0 to " + LARGEST_OVERLAP + ", found: " + overlap);
        }
    }

    /** Square tiles that overlap by a fifth, and the whole picture. */
    public static Tiling of(int edge) {
        return new Tiling(new ImageSize(edge, edge), 0.2f, true);
    }

    /** Where a tile lies in the picture: its first column and row, and its size. */
    record Place(int left, int top, ImageSize size) {}

    /** The tiles of a picture, row by row. */
    List<Place> places(ImageSize picture) {
        int width = Math.min(tile.width(), picture.width());
        int height = Math.min(tile.height(), picture.height());
        List<Place> places = new ArrayList<>();
        for (int top : starts(picture.height(), height)) {
            for (int left : starts(picture.width(), width)) {
                places.add(new Place(left, top, new ImageSize(width, height)));
            }
        }
        return places;
    }

    private int[] starts(int length, int part) {
        int rest = length - part;
        int steps = (int) Math.ceil(rest / Math.max(1, part * (1.0 - overlap)));
        int[] starts = new int[steps + 1];
        for (int i = 1; i <= steps; i++) {
            starts[i] = (int) Math.round(i * (double) rest / steps);
        }
        return starts;
    }
}
