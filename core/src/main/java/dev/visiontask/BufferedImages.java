package dev.visiontask;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** From the JDK's pictures of any type to BGR samples. */
final class BufferedImages {
    private BufferedImages() {}

    static RawFrame toFrame(BufferedImage image) {
        ImageSize size = new ImageSize(image.getWidth(), image.getHeight());
        byte[] bgr = new byte[Math.toIntExact(size.pixels() * PixelFormat.BGR.channels())];
        ColorModel model = image.getColorModel();
        if (isGray(model) && isWhole(image.getRaster()) && !model.isAlphaPremultiplied()) {
            gray(image.getRaster(), model, bgr);
        } else if (isGray(model)) {
            normalisedGray(image.getRaster(), model, bgr);
        } else if (image.getType() == BufferedImage.TYPE_3BYTE_BGR) {
            bands(image.getRaster(), bgr);
        } else {
            converted(image, bgr);
        }
        RawFrame frame = new RawFrame(ByteBuffer.wrap(bgr), size, size.width() * 3, PixelFormat.BGR);
        return frame.named("BufferedImage[" + size + "]");
    }

    // getRGB would take gray samples for linear light and brighten them.
    private static boolean isGray(ColorModel model) {
        return !(model instanceof IndexColorModel) && model.getColorSpace().getType() == ColorSpace.TYPE_GRAY;
    }

    private static boolean isWhole(Raster raster) {
        int type = raster.getTransferType();
        return type == DataBuffer.TYPE_BYTE || type == DataBuffer.TYPE_USHORT;
    }

    /** Floating point, signed or long samples, or such that alpha is a factor of, which is divided out as for colours. */
    private static void normalisedGray(Raster raster, ColorModel model, byte[] bgr) {
        int bits = model.getComponentSize(0);
        boolean unsigned = raster.getTransferType() == DataBuffer.TYPE_INT;
        Object pixel = null;
        float[] components = null;
        int out = 0;
        for (int y = 0; y < raster.getHeight(); y++) {
            for (int x = 0; x < raster.getWidth(); x++) {
                int column = raster.getMinX() + x;
                int row = raster.getMinY() + y;
                int value;
                if (unsigned) {
                    // The colour model takes 32 bits for none.
                    value = (int) ((raster.getSample(column, row, 0) & 0xffff_ffffL) * 255.0 / ((1L << bits) - 1));
                } else {
                    pixel = raster.getDataElements(column, row, pixel);
                    components = model.getNormalizedComponents(pixel, components, 0);
                    value = Math.round(Math.max(0, Math.min(1, components[0])) * 255);
                }
                Arrays.fill(bgr, out, out + 3, (byte) value);
                out += 3;
            }
        }
    }

    private static void gray(Raster raster, ColorModel model, byte[] bgr) {
        int bits = model.getComponentSize(0);
        int[] row = new int[raster.getWidth()];
        int out = 0;
        for (int y = 0; y < raster.getHeight(); y++) {
            raster.getSamples(raster.getMinX(), raster.getMinY() + y, row.length, 1, 0, row);
            for (int sample : row) {
                byte value = (byte) (bits >= 8 ? sample >> (bits - 8) : sample * 255 / ((1 << bits) - 1));
                bgr[out++] = value;
                bgr[out++] = value;
                bgr[out++] = value;
            }
        }
    }

    private static void bands(Raster raster, byte[] bgr) {
        int[] row = new int[raster.getWidth() * 3];
        int out = 0;
        for (int y = 0; y < raster.getHeight(); y++) {
            raster.getPixels(raster.getMinX(), raster.getMinY() + y, raster.getWidth(), 1, row);
            for (int i = 0; i < row.length; i += 3) {
                bgr[out++] = (byte) row[i + 2];
                bgr[out++] = (byte) row[i + 1];
                bgr[out++] = (byte) row[i];
            }
        }
    }

    private static void converted(BufferedImage image, byte[] bgr) {
        int[] row = new int[image.getWidth()];
        int out = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            image.getRGB(0, y, row.length, 1, row, 0, row.length);
            for (int rgb : row) {
                bgr[out++] = (byte) rgb;
                bgr[out++] = (byte) (rgb >> 8);
                bgr[out++] = (byte) (rgb >> 16);
            }
        }
    }
}
