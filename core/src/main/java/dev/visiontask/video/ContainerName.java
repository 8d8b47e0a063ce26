package dev.visiontask.video;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Names the containers of videos by their first bytes, for messages. */
final class ContainerName {
    private ContainerName() {}

    static String of(ByteBuffer head) {
        byte[] bytes = new byte[Math.min(16, head.remaining())];
        head.duplicate().get(bytes);
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        if (text.startsWith("RIFF") && text.startsWith("AVI ", 8)) {
            return "an AVI file with other than Motion-JPEG pictures";
        }
        if (isIsoMedia(text)) {
            return "an mp4 or mov file";
        }
        if (text.startsWith("\u001aE\u00df\u00a3")) {
            return "a Matroska or WebM file";
        }
        if (text.startsWith("GIF8")) {
            return "a GIF, which may be animated";
        }
        if (AnimationMark.isIn(head)) {
            return AnimationMark.isWebp(head) ? "an animated WebP" : "an animated PNG";
        }
        if (text.startsWith("\u00ff\u00d8")) {
            return "JPEG images in a row";
        }
        if (text.startsWith("FLV")) {
            return "an FLV file";
        }
        if (text.startsWith("\0\0\1")) {
            return "an MPEG stream";
        }
        if (text.startsWith("0&\u00b2u")) {
            return "a Windows Media file";
        }
        if (text.startsWith("OggS")) {
            return "an Ogg file";
        }
        return "data of an unknown format";
    }

    private static boolean isIsoMedia(String text) {
        return text.startsWith("ftyp", 4)
                || text.startsWith("moov", 4)
                || text.startsWith("mdat", 4)
                || text.startsWith("free", 4)
                || text.startsWith("wide", 4);
    }
}
