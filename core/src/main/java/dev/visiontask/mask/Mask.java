package dev.visiontask.mask;

import dev.visiontask.Box;
import dev.visiontask.ImageSize;
import dev.visiontask.json.JsonObjectText;
import dev.visiontask.json.JsonResult;
import java.util.Arrays;
import java.util.List;

/**
 * The pixels of a picture that belong to something, as run lengths in the form of the COCO data set: down the first
 * column, down the second, and so on, how many pixels are outside, then how many inside, then outside again. Small for
 * things of few outlines, whatever the size of the picture.
 *
 * <p>Areas, boxes, rasterised polygons and overlaps are those of the COCO API, to the pixel. Two masks are equal if their
 * size and pixels are. Immutable.
 */
public final class Mask implements JsonResult {
    private final ImageSize size;
    private final int[] counts;
    private final int area;
    private final MaskBounds bounds;

    private Mask(ImageSize size, int[] counts) {
        this.size = size;
        this.counts = counts;
        this.bounds = MaskBounds.of(size, counts);
        int inside = 0;
        for (int i = 1; i < counts.length; i += 2) {
            inside += counts[i];
        }
        this.area = inside;
    }

    /**
     * From COCO's uncompressed counts.
     *
     * @param size of the picture, fewer than 2^31 pixels
     * @param counts the run lengths, outside first; their sum is the number of pixels
     * @throws IllegalArgumentException if a count is negative or the sum is another
     */
    public static Mask ofCounts(ImageSize size, int... counts) {
        checkSize(size);
        return checked(size, counts.clone());
    }

    /**
     * From COCO's compressed counts.
     *
     * @param size of the picture, fewer than 2^31 pixels
     * @param text the string {@code counts} of a COCO file
     * @throws IllegalArgumentException if the text is malformed or stands for another number of pixels
     */
    public static Mask ofCompressed(ImageSize size, String text) {
        checkSize(size);
        return checked(size, CountsText.read(text));
    }

    /**
     * From outlines: what at least one of the polygons covers.
     *
     * @param size of the picture, fewer than 2^31 pixels
     * @param polygons corners {@code x, y, x, y, ...} each, in pixels from the top left corner of the picture; parts
     *     outside of the picture are cut off
     * @throws IllegalArgumentException if there is no polygon, one has fewer than 3 corners, or a number is not finite
     */
    public static Mask ofPolygons(ImageSize size, List<double[]> polygons) {
        checkSize(size);
        if (polygons.isEmpty()) {
            throw new IllegalArgumentException("Expected at least one polygon, found none");
        }
        int[] counts = PolygonRaster.rasterise(size, polygons.get(0));
        for (double[] polygon : polygons.subList(1, polygons.size())) {
            counts = Runs.merge(counts, PolygonRaster.rasterise(size, polygon), false);
        }
        return new Mask(size, counts);
    }

    /**
     * From a bitmap: one byte a pixel, the top row first; any value but 0 is inside.
     *
     * @throws IllegalArgumentException if the bitmap is not of this size
     */
    public static Mask ofBitmap(ImageSize size, byte[] bitmap) {
        checkSize(size);
        if (bitmap.length != size.pixels()) {
            throw new IllegalArgumentException(
                    "Expected " + size.pixels() + " bytes for " + size + ", found: " + bitmap.length);
        }
        int width = size.width();
        return of(size, (x, y) -> bitmap[y * width + x] != 0);
    }

    /** The pixels that pass a test; it is asked once for each. */
    public static Mask of(ImageSize size, PixelTest inside) {
        checkSize(size);
        return new Mask(size, BitmapRuns.of(size, inside));
    }

    /** From run lengths that are right; they become the mask's own. */
    static Mask ofRuns(ImageSize size, int[] counts) {
        return new Mask(size, counts);
    }

    static void checkSize(ImageSize size) {
        if (size.pixels() > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("Expected a mask of fewer than 2^31 pixels, found: " + size);
        }
    }

    private static Mask checked(ImageSize size, int[] counts) {
        long sum = 0;
        for (int count : counts) {
            if (count < 0) {
                throw new IllegalArgumentException("Expected run lengths of at least 0, found: " + count);
            }
            sum += count;
        }
        if (counts.length == 0 || sum != size.pixels()) {
            throw new IllegalArgumentException("Expected run lengths of " + size.pixels() + " pixels in all for " + size
                    + ", found: " + sum + ". COCO writes the size as [height, width]");
        }
        return new Mask(size, counts);
    }

    /** The size of the picture. */
    public ImageSize size() {
        return size;
    }

    /** How many pixels are inside. */
    public int area() {
        return area;
    }

    /** Whether no pixel is inside. */
    public boolean isEmpty() {
        return area == 0;
    }

    /** The smallest box around the pixels inside; for an empty mask an empty box at the top left. */
    public Box box() {
        return new Box(bounds.left(), bounds.top(), bounds.right(), bounds.bottom());
    }

    /** COCO's uncompressed counts; a copy. */
    public int[] toCounts() {
        return counts.clone();
    }

    /** COCO's compressed counts; the string {@code counts} of COCO files, whose {@code size} is [height, width]. */
    public String toCompressed() {
        return CountsText.write(counts);
    }

    /** As COCO files write masks: {@code {"size":[height,width],"counts":"..."}}, compressed. */
    public JsonObjectText toCoco() {
        return new JsonObjectText()
                .putNumbers("size", List.of(size.height(), size.width()))
                .put("counts", toCompressed());
    }

    /** {@link #toCoco()} as text. */
    @Override
    public String toJson() {
        return toCoco().toString();
    }

    /** One byte a pixel, 1 inside and 0 outside, the top row first. */
    public byte[] toBitmap() {
        byte[] bitmap = new byte[(int) size.pixels()];
        int width = size.width();
        forEachSpan((x, top, bottom) -> {
            for (int y = top; y < bottom; y++) {
                bitmap[y * width + x] = 1;
            }
        });
        return bitmap;
    }

    /** Gives all pixels inside, column by column from the left, each column from the top. */
    public void forEachSpan(SpanConsumer consumer) {
        int height = size.height();
        int at = 0;
        for (int i = 0; i < counts.length; i++) {
            int end = at + counts[i];
            while ((i & 1) == 1 && at < end) {
                int x = at / height;
                int top = at - x * height;
                int bottom = Math.min(height, top + end - at);
                consumer.accept(x, top, bottom);
                at += bottom - top;
            }
            at = end;
        }
    }

    /** Whether a pixel is inside; takes time in proportion to the number of runs. */
    public boolean contains(int x, int y) {
        if (x < 0 || y < 0 || x >= size.width() || y >= size.height()) {
            return false;
        }
        int wanted = x * size.height() + y;
        int i = 0;
        for (int end = counts[0]; end <= wanted; end += counts[i]) {
            i++;
        }
        return (i & 1) == 1;
    }

    /**
     * The same pixels as part of a larger picture.
     *
     * @param picture the size of the larger picture
     * @param left the column of it where this mask begins
     * @param top the row of it where this mask begins
     * @throws IllegalArgumentException if a pixel inside lies outside of the larger picture
     */
    public Mask placedIn(ImageSize picture, int left, int top) {
        MaskBuilder placed = new MaskBuilder(picture);
        forEachSpan((x, first, end) -> placed.add(x + left, first + top, end + top));
        return placed.build();
    }

    /** The pixels in this mask or the other, of one size. */
    public Mask union(Mask other) {
        sameSize(other);
        return new Mask(size, Runs.merge(counts, other.counts, false));
    }

    /** The pixels in this mask and the other, of one size. */
    public Mask intersection(Mask other) {
        sameSize(other);
        return new Mask(size, Runs.merge(counts, other.counts, true));
    }

    /** Intersection over union, 0 to 1; 0 if both masks are empty. */
    public double iou(Mask other) {
        int common = common(other);
        return common == 0 ? 0 : (double) common / ((long) area + other.area - common);
    }

    /**
     * The part of this mask that lies in a crowd, 0 to 1: the overlap that COCO uses where the truth marks a group of
     * objects as one region.
     */
    public double shareIn(Mask crowd) {
        int common = common(crowd);
        return common == 0 ? 0 : (double) common / area;
    }

    private int common(Mask other) {
        sameSize(other);
        return bounds.meets(other.bounds) ? Runs.common(counts, other.counts) : 0;
    }

    private void sameSize(Mask other) {
        if (!size.equals(other.size)) {
            throw new IllegalArgumentException("Expected a mask of " + size + ", found: " + other.size);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Mask that
                && size.equals(that.size)
                && area == that.area
                && bounds.equals(that.bounds)
                && Runs.common(counts, that.counts) == area;
    }

    @Override
    public int hashCode() {
        return 31 * bounds.hashCode() + area;
    }

    /** For people: size, area and number of runs. */
    @Override
    public String toString() {
        return "Mask[" + size + ", area " + area + ", "
                + Arrays.stream(counts).filter(count -> count > 0).count() + " runs]";
    }
}
