package dev.visiontask.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Small image files made by hand. */
final class Encoded {
    private Encoded() {}

    /** A gray picture of 3x2 pixels with the levels 10, 20, 30 and 40, 50, 60. */
    static byte[] tiff(int orientation, int bits) {
        int entries = 9;
        int data = 8 + 2 + entries * 12 + 4;
        int bytes = 6 * bits / 8;
        int[][] tags = {
            {256, 3}, {257, 2}, {258, bits}, {259, 1}, {262, 1}, {273, data}, {274, orientation}, {277, 1}, {279, bytes}
        };
        ByteBuffer out = ByteBuffer.allocate(data + bytes).order(ByteOrder.LITTLE_ENDIAN);
        out.put((byte) 'I').put((byte) 'I').putShort((short) 42).putInt(8).putShort((short) entries);
        for (int[] tag : tags) {
            out.putShort((short) tag[0]).putShort((short) 3).putInt(1).putInt(tag[1]);
        }
        out.putInt(0);
        for (int i = 1; i <= 6; i++) {
            if (bits == 16) {
                out.put((byte) 0);
            }
            out.put((byte) (10 * i));
        }
        return out.array();
    }

    /** A frame of 2x2 pixels with the gray levels 10, 20 and 30, 10 on a canvas; colour 0 is black. */
    static byte[] gif(int width, int height, int left, int top, int frameWidth, int frameHeight) {
        ByteBuffer out = ByteBuffer.allocate(100).order(ByteOrder.LITTLE_ENDIAN);
        out.put(new byte[] {'G', 'I', 'F', '8', '9', 'a'});
        out.putShort((short) width).putShort((short) height);
        out.put(new byte[] {(byte) 0x81, 0, 0, 0, 0, 0, 10, 10, 10, 20, 20, 20, 30, 30, 30});
        out.put((byte) 0x2c).putShort((short) left).putShort((short) top);
        out.putShort((short) frameWidth).putShort((short) frameHeight).put((byte) 0);
        // The codes clear, 1, 2, 3 with 3 bits; then the table has 8 entries: 1 and the end with 4 bits.
        int bits = 4 | (1 << 3) | (2 << 6) | (3 << 9) | (1 << 12) | (5 << 16);
        out.put((byte) 2).put((byte) 3);
        out.put((byte) bits).put((byte) (bits >> 8)).put((byte) (bits >> 16));
        out.put((byte) 0).put((byte) 0x3b);
        return Arrays.copyOf(out.array(), out.position());
    }
}
