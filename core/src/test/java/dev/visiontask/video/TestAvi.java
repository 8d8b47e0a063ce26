package dev.visiontask.video;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;

/** Writes small Motion-JPEG AVI files; the pictures of each are plain grays that tell their number. */
final class TestAvi {
    static final int WIDTH = 40;
    static final int HEIGHT = 24;
    private static final int GRAY_STEP = 16;

    private final List<byte[]> chunks = new ArrayList<>();

    /** The gray of the picture with this number. */
    static int gray(long number) {
        return (int) (number * GRAY_STEP % 256);
    }

    static byte[] jpeg(int number) {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D graphics = image.createGraphics();
        int gray = gray(number);
        graphics.setColor(new Color(gray, gray, gray));
        graphics.fillRect(0, 0, WIDTH, HEIGHT);
        graphics.dispose();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "jpg", out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    static byte[] withoutEnd(byte[] jpeg) {
        return Arrays.copyOf(jpeg, jpeg.length - 2);
    }

    /** The JPEG as cameras send it; its writer must have used the typical tables. */
    static byte[] withoutTables(byte[] jpeg) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(jpeg, 0, 2);
        int at = 2;
        while ((jpeg[at + 1] & 0xff) != 0xda) {
            int length = 2 + (((jpeg[at + 2] & 0xff) << 8) | (jpeg[at + 3] & 0xff));
            if ((jpeg[at + 1] & 0xff) != 0xc4) {
                out.write(jpeg, at, length);
            }
            at += length;
        }
        out.write(jpeg, at, jpeg.length - at);
        return out.toByteArray();
    }

    TestAvi add(byte[] picture) {
        chunks.add(chunk("00dc", picture));
        return this;
    }

    TestAvi addPictures(int count) {
        for (int i = 0; i < count; i++) {
            add(jpeg(i));
        }
        return this;
    }

    TestAvi addOther() {
        chunks.add(chunk("01wb", new byte[] {1, 2, 3}));
        return this;
    }

    /** The file, at {@code rate / scale} pictures a second, announcing so many. */
    byte[] bytes(int scale, int rate, int announced) {
        byte[] streamBytes = new byte[56];
        ByteBuffer stream = buffer(streamBytes);
        stream.put(ascii("vids")).put(ascii("MJPG"));
        stream.putInt(20, scale).putInt(24, rate).putInt(32, announced);
        byte[] bitmapBytes = new byte[40];
        ByteBuffer bitmap = buffer(bitmapBytes);
        bitmap.putInt(0, 40).putInt(4, WIDTH).putInt(8, HEIGHT).put(16, ascii("MJPG"));
        byte[] streams = list("strl", join(chunk("strh", streamBytes), chunk("strf", bitmapBytes)));
        byte[] header = list("hdrl", join(chunk("avih", new byte[56]), streams));
        byte[] movie = list("movi", join(chunks.toArray(byte[][]::new)));
        return chunk("RIFF", join(ascii("AVI "), header, chunk("JUNK", new byte[7]), movie));
    }

    private static ByteBuffer buffer(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static byte[] list(String type, byte[] content) {
        return chunk("LIST", join(ascii(type), content));
    }

    private static byte[] chunk(String id, byte[] content) {
        byte[] bytes = new byte[8 + content.length + content.length % 2];
        buffer(bytes).put(ascii(id)).putInt(content.length).put(content);
        return bytes;
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
