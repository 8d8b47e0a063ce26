package dev.visiontask.video;

import dev.visiontask.ImageSize;
import dev.visiontask.video.RiffFile.Chunk;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an AVI file says of its first video stream.
 *
 * @param stream the number of the stream, by which its chunks are named
 * @param scale with {@code rate}: a picture lasts {@code scale / rate} seconds
 * @param rate see {@code scale}
 * @param size of the pictures
 * @param codec four characters
 * @param frames how many frames it announces, which may be more or fewer than there are; 0 if it does not
 * @param movi the offset of the list with the pictures
 */
record AviHeader(int stream, long scale, long rate, ImageSize size, String codec, long frames, long movi) {
    private static final Set<String> MOTION_JPEG = Set.of("MJPG", "JPEG", "IJPG", "AVRN", "DMB1", "JPGL", "ACDV");
    private static final int STREAM_HEADER = 48;
    private static final int BITMAP_HEADER = 40;
    private static final int MAX_CHUNKS = 10_000;

    boolean isMotionJpeg() {
        return MOTION_JPEG.contains(codec.toUpperCase(Locale.ROOT));
    }

    /** Null if this is no AVI file with a video stream and pictures. */
    static @Nullable AviHeader read(RiffFile file) {
        Chunk riff = file.chunk(0);
        if (riff == null || !riff.id().equals("RIFF") || !riff.type().equals("AVI ")) {
            return null;
        }
        AviHeader found = null;
        ByteBuffer header = ByteBuffer.allocate(0);
        int streams = 0;
        Chunk chunk = file.chunk(RiffFile.LIST_HEAD);
        for (int i = 0; i < MAX_CHUNKS && chunk != null; i++) {
            boolean enter = chunk.isList()
                    && (chunk.type().equals("hdrl") || chunk.type().equals("strl"));
            if (chunk.isList() && chunk.type().equals("movi")) {
                return found == null ? null : found.withMovi(chunk.at());
            }
            if (chunk.id().equals("strh")) {
                header = file.data(chunk, STREAM_HEADER);
                streams++;
            } else if (chunk.id().equals("strf") && found == null && isVideo(header)) {
                found = video(streams - 1, header, file.data(chunk, BITMAP_HEADER));
            }
            chunk = file.chunk(enter ? chunk.at() + RiffFile.LIST_HEAD : chunk.next());
        }
        return null;
    }

    private static boolean isVideo(ByteBuffer header) {
        return header.remaining() >= 36 && text(header, 0).equals("vids");
    }

    private static @Nullable AviHeader video(int stream, ByteBuffer header, ByteBuffer bitmap) {
        if (bitmap.remaining() < 20) {
            return null;
        }
        int width = bitmap.getInt(4);
        int height = Math.abs(bitmap.getInt(8));
        if (width < 1 || height < 1) {
            return null;
        }
        long scale = Integer.toUnsignedLong(header.getInt(20));
        long rate = Integer.toUnsignedLong(header.getInt(24));
        boolean timed = scale > 0 && rate > 0;
        return new AviHeader(
                stream,
                timed ? scale : 1,
                timed ? rate : 25,
                new ImageSize(width, height),
                text(bitmap, 16),
                Integer.toUnsignedLong(header.getInt(32)),
                0);
    }

    private AviHeader withMovi(long at) {
        return new AviHeader(stream, scale, rate, size, codec, frames, at);
    }

    private static String text(ByteBuffer data, int at) {
        byte[] four = new byte[4];
        data.get(at, four);
        return new String(four, StandardCharsets.ISO_8859_1);
    }
}
