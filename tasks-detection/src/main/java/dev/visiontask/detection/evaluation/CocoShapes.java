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
    private CocoShapes() {}

    static CocoBox box(double[] bbox) {
        if (bbox.length != 4) {
            throw new IllegalArgumentException("Expected a bbox of 4 numbers, found: " + bbox.length);
        }
        return new CocoBox(bbox[0], bbox[1], bbox[2], bbox[3]);
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
                json.array(() -> raw.polygons.add(json.numbers()));
            } else {
                json.object(member -> raw.member(json, member));
            }
            return raw;
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
