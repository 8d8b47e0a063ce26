package dev.visiontask.video;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** What tells an animation from an image of the same format, among the first bytes of a file. */
final class AnimationMark {
    private static final int PNG_FIRST_CHUNK = 8;
    private static final int PNG_CHUNK_FRAME = 12;
    private static final int WEBP_FIRST_CHUNK = 12;
    private static final int WEBP_FLAGS = 20;
    private static final int WEBP_ANIMATED = 0x02;

    private AnimationMark() {}

    /** Whether a PNG or WebP says that it is animated. */
    static boolean isIn(ByteBuffer head) {
        return isPng(head) || isWebp(head);
    }

    /** A chunk {@code acTL} in front of the data of the default image. */
    private static boolean isPng(ByteBuffer head) {
        if (!text(head, 1).startsWith("PNG")) {
            return false;
        }
        long at = PNG_FIRST_CHUNK;
        while (at + PNG_CHUNK_FRAME <= head.limit()) {
            String type = text(head, (int) at + 4);
            if (type.equals("acTL") || type.equals("IDAT")) {
                return type.equals("acTL");
            }
            at += PNG_CHUNK_FRAME + Integer.toUnsignedLong(head.getInt((int) at));
        }
        return false;
    }

    static boolean isWebp(ByteBuffer head) {
        return text(head, 8).equals("WEBP")
                && text(head, WEBP_FIRST_CHUNK).equals("VP8X")
                && head.limit() > WEBP_FLAGS
                && (head.get(WEBP_FLAGS) & WEBP_ANIMATED) != 0;
    }

    private static String text(ByteBuffer head, int at) {
        return at + 4 > head.limit()
                ? ""
                : StandardCharsets.ISO_8859_1.decode(head.slice(at, 4)).toString();
    }
}
