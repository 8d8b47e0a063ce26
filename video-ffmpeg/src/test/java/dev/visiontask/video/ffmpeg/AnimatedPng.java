package dev.visiontask.video.ffmpeg;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;

/** A small animated PNG of 16-bit gray, a tenth of a second each frame. */
final class AnimatedPng {
    private static final int HEADER_END = 33;

    private AnimatedPng() {}

    /** A frame of 16x8 pixels for each level. */
    static byte[] of(int... levels) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int sequence = 0;
        for (int i = 0; i < levels.length; i++) {
            byte[] png = png(levels[i]);
            if (i == 0) {
                out.write(png, 0, HEADER_END);
                out.write(chunk(
                        "acTL", ByteBuffer.allocate(8).putInt(levels.length).array()));
            }
            ByteBuffer control =
                    ByteBuffer.allocate(26).putInt(sequence++).putInt(16).putInt(8);
            out.write(chunk(
                    "fcTL",
                    control.putInt(0)
                            .putInt(0)
                            .putShort((short) 1)
                            .putShort((short) 10)
                            .array()));
            byte[] data = data(png);
            out.write(
                    i == 0
                            ? chunk("IDAT", data)
                            : chunk(
                                    "fdAT",
                                    ByteBuffer.allocate(4 + data.length)
                                            .putInt(sequence++)
                                            .put(data)
                                            .array()));
        }
        out.write(chunk("IEND", new byte[0]));
        return out.toByteArray();
    }

    private static byte[] png(int level) throws IOException {
        BufferedImage image = new BufferedImage(16, 8, BufferedImage.TYPE_USHORT_GRAY);
        for (int i = 0; i < 16 * 8; i++) {
            image.getRaster().setSample(i % 16, i / 16, 0, level);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, "png", out);
        return out.toByteArray();
    }

    private static byte[] data(byte[] png) {
        int at = new String(png, StandardCharsets.ISO_8859_1).indexOf("IDAT");
        return Arrays.copyOfRange(png, at + 4, at + 4 + ByteBuffer.wrap(png).getInt(at - 4));
    }

    private static byte[] chunk(String type, byte[] data) {
        byte[] name = type.getBytes(StandardCharsets.ISO_8859_1);
        CRC32 crc = new CRC32();
        crc.update(name);
        crc.update(data);
        return ByteBuffer.allocate(12 + data.length)
                .putInt(data.length)
                .put(name)
                .put(data)
                .putInt((int) crc.getValue())
                .array();
    }
}
