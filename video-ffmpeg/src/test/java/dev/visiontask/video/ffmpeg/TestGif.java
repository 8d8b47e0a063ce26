package dev.visiontask.video.ffmpeg;

import java.io.ByteArrayOutputStream;

/** Writes animated GIFs of 2x2 pixels. */
final class TestGif {
    private TestGif() {}

    /** One frame for each delay, in hundredths of a second. */
    static byte[] withDelays(int... delays) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {'G', 'I', 'F', '8', '9', 'a', 2, 0, 2, 0, (byte) 0x80, 0, 0});
        out.writeBytes(new byte[] {0, 0, 0, (byte) 0xff, (byte) 0xff, (byte) 0xff});
        for (int delay : delays) {
            out.writeBytes(new byte[] {0x21, (byte) 0xf9, 4, 0, (byte) delay, (byte) (delay >> 8), 0, 0});
            out.writeBytes(new byte[] {0x2c, 0, 0, 0, 0, 2, 0, 2, 0, 0});
            // Codes of 3 bits: clear (4), 0, 1, 1, 0, end (5); the table grows to 4 bits only after the last.
            int bits = 4 | 0 << 3 | 1 << 6 | 1 << 9 | 0 << 12;
            bits |= 5 << 15;
            out.writeBytes(new byte[] {2, 3, (byte) bits, (byte) (bits >> 8), (byte) (bits >> 16), 0});
        }
        out.write(0x3b);
        return out.toByteArray();
    }
}
