package dev.visiontask.draw;

import dev.visiontask.ImageSource;
import dev.visiontask.image.DecodedImage;
import dev.visiontask.image.ImageReader;
import dev.visiontask.image.Pixels;
import dev.visiontask.image.ReadOptions;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;

/** Makes pictures of the JDK. */
final class PictureCopy {
    private PictureCopy() {}

    /** A copy in RGB. */
    static BufferedImage of(BufferedImage picture) {
        BufferedImage copy = new BufferedImage(picture.getWidth(), picture.getHeight(), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = copy.createGraphics();
        graphics.drawImage(picture, 0, 0, null);
        graphics.dispose();
        return copy;
    }

    /** The upright pixels of a picture. */
    static BufferedImage read(ImageSource source) {
        try (ImageReader reader = new ImageReader(ReadOptions.DEFAULT);
                DecodedImage image = reader.read(source)) {
            Pixels pixels = image.pixels();
            BufferedImage picture = new BufferedImage(pixels.width(), pixels.height(), BufferedImage.TYPE_INT_RGB);
            int[] row = new int[pixels.width()];
            for (int y = 0; y < pixels.height(); y++) {
                fill(row, pixels, y);
                picture.setRGB(0, y, row.length, 1, row, 0, row.length);
            }
            return picture;
        }
    }

    private static void fill(int[] row, Pixels pixels, int y) {
        ByteBuffer data = pixels.data();
        int channels = pixels.format().channels();
        int start = y * pixels.rowStride();
        for (int x = 0; x < row.length; x++) {
            int at = start + x * channels;
            int first = data.get(at) & 0xff;
            row[x] = switch (pixels.format()) {
                case GRAY -> first * 0x010101;
                case BGR -> (data.get(at + 2) & 0xff) << 16 | (data.get(at + 1) & 0xff) << 8 | first;
                case RGB -> first << 16 | (data.get(at + 1) & 0xff) << 8 | (data.get(at + 2) & 0xff);
            };
        }
    }
}
