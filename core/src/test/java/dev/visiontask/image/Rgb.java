package dev.visiontask.image;

import dev.visiontask.PixelFormat;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Pixels as red, green, blue without padding, to be compared with goldens. */
final class Rgb {
    private Rgb() {}

    static byte[] of(Pixels pixels) {
        ByteBuffer data = pixels.data();
        byte[] rgb = new byte[pixels.width() * pixels.height() * 3];
        int channels = pixels.format().channels();
        int first = pixels.format() == PixelFormat.BGR ? 2 : 0;
        int out = 0;
        for (int y = 0; y < pixels.height(); y++) {
            int at = y * pixels.rowStride();
            for (int x = 0; x < pixels.width(); x++, at += channels) {
                rgb[out++] = data.get(at + first);
                rgb[out++] = data.get(at + (channels == 1 ? 0 : 1));
                rgb[out++] = data.get(at + (channels == 1 ? 0 : 2 - first));
            }
        }
        return rgb;
    }

    static String sha256(Pixels pixels) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(of(pixels)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
