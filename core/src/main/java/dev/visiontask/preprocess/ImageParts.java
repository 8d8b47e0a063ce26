package dev.visiontask.preprocess;

import dev.visiontask.ImageSize;
import dev.visiontask.ImageSource;
import dev.visiontask.PixelFormat;
import dev.visiontask.Quad;
import dev.visiontask.image.DecodedImage;
import dev.visiontask.image.ImageReader;
import dev.visiontask.image.MatPixels;
import dev.visiontask.image.Pixels;
import dev.visiontask.image.ReadOptions;
import java.nio.ByteBuffer;

/**
 * An image that is decoded once and looked at several times: as a whole, turned, and in parts that need not be upright. Its
 * samples are on the heap. Immutable and safe to share between threads.
 */
public final class ImageParts {
    private static final int TURNS = 4;

    private final byte[] samples;
    private final ImageSize size;
    private final PixelFormat format;

    private ImageParts(byte[] samples, ImageSize size, PixelFormat format) {
        this.samples = samples;
        this.size = size;
        this.format = format;
    }

    /**
     * Decodes an image, upright.
     *
     * @throws dev.visiontask.BadInputException if it cannot be read
     */
    public static ImageParts read(ImageSource source, ReadOptions options) {
        try (ImageReader reader = new ImageReader(options);
                DecodedImage image = reader.read(source)) {
            Pixels pixels = image.pixels();
            int stride = pixels.width() * pixels.format().channels();
            byte[] samples = new byte[Math.multiplyExact(stride, pixels.height())];
            if (pixels instanceof MatPixels matrix) {
                matrix.mat().get(0, 0, samples);
            } else {
                ByteBuffer data = pixels.data();
                for (int y = 0; y < pixels.height(); y++) {
                    data.get(y * pixels.rowStride(), samples, y * stride, stride);
                }
            }
            return new ImageParts(samples, new ImageSize(pixels.width(), pixels.height()), pixels.format());
        }
    }

    /** Width and height, in pixels. */
    public ImageSize size() {
        return size;
    }

    /** The image turned clockwise by so many quarters of a circle. */
    public ImageParts turned(int quarterTurns) {
        int turns = Math.floorMod(quarterTurns, TURNS);
        if (turns == 0) {
            return this;
        }
        int channels = format.channels();
        boolean swapped = turns != 2;
        ImageSize target = swapped ? new ImageSize(/* width= */ size.height(), /* height= */ size.width()) : size;
        byte[] turned = new byte[samples.length];
        int at = 0;
        for (int y = 0; y < target.height(); y++) {
            for (int x = 0; x < target.width(); x++) {
                int from = channels * pixel(turns, x, y);
                for (int c = 0; c < channels; c++) {
                    turned[at++] = samples[from + c];
                }
            }
        }
        return new ImageParts(turned, target, format);
    }

    /** The pixel of this image that comes to a place of the turned one. */
    private int pixel(int turns, int x, int y) {
        return switch (turns) {
            case 1 -> (size.height() - 1 - x) * size.width() + y;
            case 2 -> (size.height() - 1 - y) * size.width() + size.width() - 1 - x;
            default -> x * size.width() + size.width() - 1 - y;
        };
    }

    /** What a task takes; the samples are shared, not copied. */
    public ImageSource source() {
        int stride = size.width() * format.channels();
        return ImageSource.ofPixels(ByteBuffer.wrap(samples), size.width(), size.height(), stride, format);
    }

    /**
     * What is within a quad, made upright: its corners become those of a rectangle of its {@link Quad#width()} and
     * {@link Quad#height()}, truncated, by a perspective transform with cubic interpolation, as PaddleOCR's
     * {@code get_rotate_crop_image} does it. The samples are those of OpenCV 5, which computes places exactly; OpenCV 4 rounds
     * them to 1/32 of a pixel.
     *
     * @param quad in pixels of the image; may reach over its border, whose pixels are repeated then
     * @throws IllegalArgumentException if it would be of more than 50 megapixels
     */
    public ImageParts within(Quad quad) {
        PerspectiveWarp warp = PerspectiveWarp.of(quad);
        return new ImageParts(warp.apply(samples, size, format.channels()), warp.size(), format);
    }
}
