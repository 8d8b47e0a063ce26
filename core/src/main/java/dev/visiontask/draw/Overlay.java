package dev.visiontask.draw;

import dev.visiontask.Box;
import dev.visiontask.ImageSource;
import dev.visiontask.Quad;
import dev.visiontask.mask.Mask;
import java.awt.geom.Point2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.imageio.ImageIO;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Draws results onto a copy of a picture: boxes with labels, masks, class maps, lines, words, a legend below. Lines and letters grow
 * with the picture; a picture of fewer than 256 pixels an edge is enlarged by a whole number first, so that they can be
 * read. Each class has its {@link ClassColors colour}.
 *
 * <p>Coordinates are those of results: pixels of the image as a person sees it. Where the system has no font, as in slim
 * containers, letters are plain ones of our own. Labels move out of each other's way. Not for use by several threads.
 * {@link FrameOverlay} is for the frames of a video.
 *
 * <pre>{@code
 * byte[] png = Overlay.on(image).draw(detector.run(image)).png();
 * byte[] own = Overlay.on(image).box(box, "cat 0.93", 15).legend(Map.of(15, "cat")).png();
 * }</pre>
 */
public sealed class Overlay permits FrameOverlay {
    private static final int SMALL_EDGE = 256;
    private static final int MOST_SCALE = 32;

    private final Map<Integer, String> legend = new TreeMap<>();
    private @Nullable Canvas canvas;
    private float alpha = .5f;

    /** For frames, whose canvas comes later. */
    Overlay() {}

    private Overlay(BufferedImage picture) {
        int edge = Math.max(picture.getWidth(), picture.getHeight());
        int scale = Math.min(MOST_SCALE, Math.max(1, (SMALL_EDGE + edge - 1) / edge));
        canvas = Canvas.of(picture, scale);
    }

    final Canvas canvas() {
        if (canvas == null) {
            throw new IllegalStateException("Expected a frame to draw on: call begin(frame) first");
        }
        return canvas;
    }

    final void use(Canvas next) {
        canvas = next;
    }

    /** Draws on a copy of a picture. */
    public static Overlay on(BufferedImage picture) {
        return new Overlay(picture);
    }

    /**
     * Draws on a copy of a picture, upright.
     *
     * @throws dev.visiontask.BadInputException if it cannot be read
     */
    public static Overlay on(ImageSource picture) {
        return new Overlay(PictureCopy.read(picture));
    }

    /** How much masks cover what is below them from now on: 0 not at all, 1 wholly; 0.5 unless it is set. */
    public Overlay alpha(float share) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("Expected an alpha in [0, 1], found: " + share);
        }
        alpha = share;
        return this;
    }

    /**
     * Tints the pixels of a mask.
     *
     * @throws IllegalArgumentException if it is not of the size of the picture
     */
    public Overlay mask(Mask mask, int classIndex) {
        Canvas target = canvas();
        if (mask.size().width() != target.width() || mask.size().height() != target.height()) {
            throw new IllegalArgumentException(
                    "Expected a mask of " + target.width() + "x" + target.height() + ", found: " + mask.size());
        }
        int tint = ClassColors.of(classIndex).getRGB();
        mask.forEachSpan((x, top, bottom) -> {
            for (int y = top; y < bottom; y++) {
                target.tint(x, y, tint, alpha);
            }
        });
        return this;
    }

    /** Tints every pixel with the colour of its class; pixels of {@link PixelClasses#NONE} stay as they are. */
    public Overlay classes(PixelClasses map) {
        Canvas target = canvas();
        int last = PixelClasses.NONE;
        int colour = 0;
        for (int y = 0; y < target.height(); y++) {
            for (int x = 0; x < target.width(); x++) {
                int index = map.at(x, y);
                if (index != last && index >= 0) {
                    last = index;
                    colour = ClassColors.of(index).getRGB();
                }
                if (index >= 0) {
                    target.tint(x, y, colour, alpha);
                }
            }
        }
        return this;
    }

    /** Draws a result as it wants to be drawn: detections with masks, boxes and scores, a segmentation with its classes. */
    public Overlay draw(Drawable result) {
        canvas();
        result.drawOn(this);
        return this;
    }

    /**
     * Draws a box with a label. Of several, draw the strongest last, or all by {@link #boxes}.
     *
     * @param box where; parts outside of the picture are cut off
     * @param label what is written above it, or where there is room, always within the image; may be empty
     * @param classIndex decides on the colour
     */
    public Overlay box(Box box, String label, int classIndex) {
        return boxes(List.of(new LabelledBox(box, label, classIndex)));
    }

    /**
     * Draws boxes with labels, the strongest on top.
     *
     * @param strongestFirst the boxes in the order of results: no later one is painted over an earlier one
     */
    public Overlay boxes(List<LabelledBox> strongestFirst) {
        canvas().boxes(List.copyOf(strongestFirst));
        return this;
    }

    /**
     * Draws lines from point to point, such as the way of an object.
     *
     * @param points in pixels of the picture; of fewer than two nothing is seen
     * @param classIndex decides on the colour
     */
    public Overlay path(List<? extends Point2D> points, int classIndex) {
        canvas().path(points, false, "", ClassColors.of(classIndex));
        return this;
    }

    /**
     * Draws a line, such as one where is counted.
     *
     * @param label what is written at its start; may be empty
     * @param classIndex decides on the colour
     */
    public Overlay line(Point2D start, Point2D end, String label, int classIndex) {
        canvas().path(List.of(start, end), false, label, ClassColors.of(classIndex));
        return this;
    }

    /**
     * Draws the border of an area.
     *
     * @param corners in pixels of the picture
     * @param label what is written at the first corner; may be empty
     * @param classIndex decides on the colour
     */
    public Overlay polygon(List<? extends Point2D> corners, String label, int classIndex) {
        canvas().path(corners, true, label, ClassColors.of(classIndex));
        return this;
    }

    /**
     * Draws the border of something that need not be upright, such as a line of text.
     *
     * @param label what is written at the corner where reading starts; may be empty
     * @param classIndex decides on the colour
     */
    public Overlay quad(Quad quad, String label, int classIndex) {
        List<Point2D.Float> corners = quad.corners().stream()
                .map(corner -> new Point2D.Float(corner.x(), corner.y()))
                .toList();
        return polygon(corners, label, classIndex);
    }

    /** Writes words onto a shade along the lower edge: a line each, cut where they are too long. */
    public Overlay caption(String text) {
        canvas().caption(text);
        return this;
    }

    /** Adds classes to the legend, which is put below the picture. */
    public Overlay legend(Map<Integer, String> labels) {
        labels.keySet().forEach(ClassColors::of);
        legend.putAll(labels);
        return this;
    }

    /** What was drawn so far, with the legend if there is one; a picture of its own. */
    public BufferedImage image() {
        BufferedImage drawn = canvas().picture();
        return legend.isEmpty() ? PictureCopy.of(drawn) : new Legend(legend, canvas().letters()).below(drawn);
    }

    /** {@link #image()} as a PNG file. */
    public byte[] png() {
        return encoded("png");
    }

    /** {@link #image()} as a JPEG file. */
    public byte[] jpeg() {
        return encoded("jpg");
    }

    private byte[] encoded(String format) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        // A plain stream would go through a file in the temporary folder, which may be full or read-only.
        try (ImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            if (!ImageIO.write(image(), format, out)) {
                throw new IllegalStateException("The JDK has no writer of " + format);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return bytes.toByteArray();
    }
}
