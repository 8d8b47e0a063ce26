package dev.visiontask.task;

import dev.visiontask.ImageSize;
import dev.visiontask.ImageSource;
import dev.visiontask.PixelFormat;
import dev.visiontask.image.BgrSamples;
import dev.visiontask.image.ImageFormat;
import dev.visiontask.image.ImageLimits;
import dev.visiontask.image.JpegEncoder;
import java.nio.ByteBuffer;

/** An image of a usual size and format, made in memory: what a task is warmed up with. */
public final class ExampleImage {
    /** Width and height, where the limits allow it. */
    public static final ImageSize SIZE = new ImageSize(640, 480);

    private static final int QUALITY = 90;

    private ExampleImage() {}

    /** A JPEG, or a frame of the same pixels if JPEG files are not read, of at most as many pixels as are read. */
    public static ImageSource within(ImageLimits limits) {
        ImageSize size = size(limits.maxPixels());
        ByteBuffer samples = gradient(size);
        if (limits.formats().contains(ImageFormat.JPEG)) {
            byte[] file = jpeg(samples, size);
            if (file.length <= limits.maxEncodedBytes()) {
                return ImageSource.of(file).named("example image");
            }
        }
        return ImageSource.ofPixels(samples, size.width(), size.height(), 3 * size.width(), PixelFormat.BGR)
                .named("example image");
    }

    private static ImageSize size(long maxPixels) {
        double pixels = (double) SIZE.width() * SIZE.height();
        double scale = Math.min(1, Math.sqrt(maxPixels / pixels));
        int width = Math.max(1, (int) (SIZE.width() * scale));
        int height = Math.max(1, (int) (SIZE.height() * scale));
        return new ImageSize(width, height);
    }

    private static ByteBuffer gradient(ImageSize size) {
        ByteBuffer samples = ByteBuffer.allocateDirect(3 * size.width() * size.height() + BgrSamples.SPARE);
        for (int y = 0; y < size.height(); y++) {
            for (int x = 0; x < size.width(); x++) {
                samples.put((byte) x).put((byte) y).put((byte) (x ^ y));
            }
        }
        return samples.clear();
    }

    private static byte[] jpeg(ByteBuffer samples, ImageSize size) {
        try (JpegEncoder encoder = new JpegEncoder(QUALITY)) {
            ByteBuffer encoded = encoder.encode(new BgrSamples(samples, 3 * size.width(), size));
            byte[] file = new byte[encoded.remaining()];
            encoded.get(file);
            return file;
        }
    }
}
