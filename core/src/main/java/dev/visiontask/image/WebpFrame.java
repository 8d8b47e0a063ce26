package dev.visiontask.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * The first frame of an animated WebP as a file of its own.
 *
 * @param still that file, in an array
 * @param left the column of the canvas at which it starts
 * @param top the row of the canvas at which it starts
 */
record WebpFrame(ByteBuffer still, int left, int top) {
    private static final int FRAME_HEAD = 16;
    private static final int VP8X_BYTES = 18;
    private static final int ALPHA_FLAG = 0x10;

    static WebpFrame first(Bytes in, ImageHeader header) throws UndecodableException {
        long chunk = WebpHeader.find(in, "ANMF");
        if (chunk < 0) {
            throw new UndecodableException("it is an animation without frames");
        }
        long start = chunk + WebpHeader.CHUNK_HEAD;
        long length = in.u32le(chunk + 4);
        int left = 2 * in.u24le(start);
        int top = 2 * in.u24le(start + 3);
        int width = 1 + in.u24le(start + 6);
        int height = 1 + in.u24le(start + 9);
        if (left + width > header.width() || top + height > header.height()) {
            throw new UndecodableException("its first frame reaches beyond the picture");
        }
        boolean alpha = in.has(start + FRAME_HEAD, "ALPH");
        ByteBuffer still = still(in.slice(start + FRAME_HEAD, length - FRAME_HEAD), alpha, width, height);
        ImageHeader frame = WebpHeader.read(new Bytes(still));
        if (frame.width() != width || frame.height() != height) {
            throw new UndecodableException("its first frame says " + width + "x" + height + " pixels, but its data "
                    + frame.width() + "x" + frame.height());
        }
        return new WebpFrame(still, left, top);
    }

    private static ByteBuffer still(ByteBuffer chunks, boolean alpha, int width, int height) {
        int extended = alpha ? VP8X_BYTES : 0;
        int length = 4 + extended + chunks.remaining();
        ByteBuffer still = ByteBuffer.allocate(8 + length).order(ByteOrder.LITTLE_ENDIAN);
        still.put(ascii("RIFF")).putInt(length).put(ascii("WEBP"));
        if (alpha) {
            still.put(ascii("VP8X")).putInt(10).putInt(ALPHA_FLAG);
            put24(still, width - 1);
            put24(still, height - 1);
        }
        return still.put(chunks).flip();
    }

    private static void put24(ByteBuffer out, int value) {
        out.putShort((short) value).put((byte) (value >> 16));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
