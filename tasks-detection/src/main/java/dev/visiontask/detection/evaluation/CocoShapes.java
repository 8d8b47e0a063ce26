package dev.visiontask.detection.evaluation;

import dev.visiontask.ImageSize;
import dev.visiontask.json.JsonInput;
import dev.visiontask.mask.Mask;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads boxes and outlines of COCO files. Malformed ones are told by {@link IllegalArgumentException}. */
final class CocoShapes {
    /** Pixels of the smallest box that COCO does not call small: its figures go by the area. */
    private static final double LARGEST_SMALL = 32 * 32;

    private CocoShapes() {}

    static CocoBox box(double[] bbox) {
        if (bbox.length != 4) {
            throw new IllegalArgumentException("Expected a bbox of 4 numbers, found: " + bbox.length);
        }
        return new CocoBox(bbox[0], bbox[1], bbox[2], bbox[3]);
    }

    /**
     * The area as the file has it, in square pixels. Without an outline it is that of the box, or of what nobody wrote down,
     * but not that of other edges.
     */
    static double area(double area, CocoBox box, @Nullable Outline outline) {
        if (area < 0 || (area < 1 && box.area() >= LARGEST_SMALL)) {
            throw new IllegalArgumentException("Expected an area in pixels for the box of " + box.area()
                    + " pixels, found: " + area + ". Leave the key area out to take that of the box");
        }
        double between = (box.width() - box.x()) * (box.height() - box.y());
        boolean ahead = box.width() > box.x() && box.height() > box.y();
        if (outline == null && ahead && isSame(area, between) && !isSame(area, box.area())) {
            throw new IllegalArgumentException(
                    "Expected an area of the box, " + box.area() + ", found: " + area
                            + ", as if the last two numbers of bbox were the right and bottom edge. Write [x, y, width, height]");
        }
        return area;
    }

    private static boolean isSame(double one, double other) {
        return Math.abs(one - other) <= 1e-6 * other;
    }

    /**
     * An outline lies in its box, which may be larger where something hides the object. An outline that fills what is
     * between the first and last two numbers of the box means edges.
     */
    static void checkPlace(CocoBox box, Outline outline, @Nullable ImageSize size) {
        CocoBox around = outline.around();
        if (around == null) {
            throw new IllegalArgumentException("Expected a segmentation of some pixels, found none");
        }
        double right = around.x() + around.width();
        double bottom = around.y() + around.height();
        double across = BoxRules.slack(size == null ? 0 : size.width()) + 1;
        double down = BoxRules.slack(size == null ? 0 : size.height()) + 1;
        boolean inside = around.x() >= box.x() - across
                && around.y() >= box.y() - down
                && right <= box.x() + box.width() + across
                && bottom <= box.y() + box.height() + down;
        boolean edges = isNear(around.x(), box.x(), 1)
                && isNear(around.y(), box.y(), 1)
                && isNear(right, box.width(), 1)
                && isNear(bottom, box.height(), 1)
                && !(isNear(right, box.x() + box.width(), 1) && isNear(bottom, box.y() + box.height(), 1));
        if (!inside || edges) {
            throw new IllegalArgumentException(
                    "Expected a bbox [x, y, width, height] around the segmentation, which is at "
                            + BoxRules.text(around) + ", found: " + BoxRules.text(box)
                            + (edges ? "; are the last two the right and bottom edge?" : ""));
        }
    }

    private static boolean isNear(double one, double other, double by) {
        return Math.abs(one - other) <= by;
    }

    /** An area is that of the outline, which its box surrounds; outlines of pixels may reach out by one. */
    static void checkArea(TrueObject object) {
        CocoBox box = object.box();
        if (object.area() > (box.width() + 2) * (box.height() + 2)) {
            throw new IllegalArgumentException("Expected an area of at most that of the box, " + box.area()
                    + ", found: " + object.area() + ". Is the box [x, y, width, height], in pixels?");
        }
    }

    /** An outline as it stands in the file; not yet checked, so that the reader is past it when something is wrong. */
    static final class Raw {
        private final List<double[]> polygons = new ArrayList<>();
        private double @Nullable [] size;
        private double @Nullable [] counts;
        private @Nullable String text;

        /** Reads a value of {@code segmentation}: polygons, or run lengths. */
        static Raw read(JsonInput json) {
            Raw raw = new Raw();
            if (json.next() == JsonInput.Kind.ARRAY) {
                json.array(() -> raw.polygon(json.numbers()));
            } else {
                json.object(member -> raw.member(json, member));
            }
            return raw;
        }

        /** Some tools write an empty polygon where there is none. */
        private void polygon(double[] corners) {
            if (corners.length > 0) {
                polygons.add(corners);
            }
        }

        private void member(JsonInput json, String name) {
            switch (name) {
                case "size" -> size = json.numbers();
                case "counts" -> {
                    if (json.next() == JsonInput.Kind.TEXT) {
                        text = json.text();
                    } else {
                        counts = json.numbers();
                    }
                }
                default -> json.skip();
            }
        }

        /** The outline, or null if there is none: an empty list. */
        @Nullable
        Outline outline() {
            if (size == null && counts == null && text == null) {
                return polygons.isEmpty() ? null : Outline.ofPolygons(polygons);
            }
            return Outline.of(mask());
        }

        Mask mask() {
            if (size == null || size.length != 2 || (counts == null) == (text == null)) {
                throw new IllegalArgumentException(
                        "Expected a segmentation of size [height, width] and counts, found: size "
                                + Arrays.toString(size) + (counts == null && text == null ? " and no counts" : ""));
            }
            ImageSize imageSize = new ImageSize(whole(size[1]), whole(size[0]));
            if (text != null) {
                return Mask.ofCompressed(imageSize, text);
            }
            double[] lengths = counts == null ? new double[0] : counts;
            int[] runs = new int[lengths.length];
            for (int i = 0; i < runs.length; i++) {
                runs[i] = whole(lengths[i]);
            }
            return Mask.ofCounts(imageSize, runs);
        }

        private static int whole(double value) {
            int whole = (int) value;
            if (whole != value) {
                throw new IllegalArgumentException("Expected a whole number below 2^31, found: " + value);
            }
            return whole;
        }
    }
}
