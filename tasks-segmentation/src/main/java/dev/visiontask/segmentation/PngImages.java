package dev.visiontask.segmentation;

import dev.visiontask.ImageSize;
import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.DataBufferUShort;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Writes maps of one number a pixel as PNG files, in memory. */
final class PngImages {
    private static final int COLORS = 256;

    private PngImages() {}

    /** 8-bit gray. */
    static byte[] gray(ImageSize size, byte[] pixels) {
        return write(grayModel(DataBuffer.TYPE_BYTE), raster(size, pixels));
    }

    /** 16-bit gray. */
    static byte[] gray(ImageSize size, short[] pixels) {
        int width = size.width();
        WritableRaster raster = Raster.createInterleavedRaster(
                new DataBufferUShort(pixels, pixels.length), width, size.height(), width, 1, new int[1], null);
        return write(grayModel(DataBuffer.TYPE_USHORT), raster);
    }

    /**
     * 8-bit palette.
     *
     * @param rgb the colour of each value, {@code 0xRRGGBB}; 256 of them
     */
    static byte[] palette(ImageSize size, byte[] pixels, int[] rgb) {
        byte[] red = new byte[COLORS];
        byte[] green = new byte[COLORS];
        byte[] blue = new byte[COLORS];
        for (int i = 0; i < COLORS; i++) {
            red[i] = (byte) (rgb[i] >> 16);
            green[i] = (byte) (rgb[i] >> 8);
            blue[i] = (byte) rgb[i];
        }
        return write(new IndexColorModel(Byte.SIZE, COLORS, red, green, blue), raster(size, pixels));
    }

    private static WritableRaster raster(ImageSize size, byte[] pixels) {
        int width = size.width();
        return Raster.createInterleavedRaster(
                new DataBufferByte(pixels, pixels.length), width, size.height(), width, 1, new int[1], null);
    }

    private static ColorModel grayModel(int type) {
        ColorSpace gray = ColorSpace.getInstance(ColorSpace.CS_GRAY);
        return new ComponentColorModel(gray, false, false, Transparency.OPAQUE, type);
    }

    private static byte[] write(ColorModel model, WritableRaster raster) {
        BufferedImage image = new BufferedImage(model, raster, false, null);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
        // Not ImageIO.write: it goes through a file in the temporary folder.
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(out);
            writer.write(image);
        } catch (IOException e) {
            throw new UncheckedIOException("Writing to memory failed", e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
