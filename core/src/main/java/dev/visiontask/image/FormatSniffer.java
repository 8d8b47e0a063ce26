package dev.visiontask.image;

import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells formats by their first bytes. */
final class FormatSniffer {
    /** Bytes at an offset, written as the Latin-1 characters of the same numbers. */
    private record Magic(ImageFormat format, int offset, String latin1) {
        boolean matches(ByteBuffer data) {
            if (data.remaining() < offset + latin1.length()) {
                return false;
            }
            for (int i = 0; i < latin1.length(); i++) {
                if (data.get(data.position() + offset + i) != (byte) latin1.charAt(i)) {
                    return false;
                }
            }
            return true;
        }
    }

    private static final List<Magic> MAGICS = List.of(
            new Magic(ImageFormat.JPEG, 0, "\u00ff\u00d8\u00ff"),
            new Magic(ImageFormat.PNG, 0, "\u0089PNG\r\n\u001a\n"),
            new Magic(ImageFormat.WEBP, 8, "WEBP"),
            new Magic(ImageFormat.GIF, 0, "GIF87a"),
            new Magic(ImageFormat.GIF, 0, "GIF89a"),
            new Magic(ImageFormat.TIFF, 0, "II*\0"),
            new Magic(ImageFormat.TIFF, 0, "MM\0*"),
            new Magic(ImageFormat.TIFF, 0, "II+\0"),
            new Magic(ImageFormat.TIFF, 0, "MM\0+"),
            new Magic(ImageFormat.AVIF, 4, "ftypavif"),
            new Magic(ImageFormat.AVIF, 4, "ftypavis"),
            new Magic(ImageFormat.HEIF, 4, "ftyphei"),
            new Magic(ImageFormat.HEIF, 4, "ftyphev"),
            new Magic(ImageFormat.HEIF, 4, "ftypmif1"),
            new Magic(ImageFormat.HEIF, 4, "ftypmsf1"),
            new Magic(ImageFormat.JPEG2000, 4, "jP  \r\n\u0087\n"),
            new Magic(ImageFormat.JPEG2000, 0, "\u00ffO\u00ffQ"),
            new Magic(ImageFormat.JPEGXL, 4, "JXL \r\n\u0087\n"),
            new Magic(ImageFormat.JPEGXL, 0, "\u00ff\n"),
            new Magic(ImageFormat.PAM, 0, "P7\n"),
            new Magic(ImageFormat.PAM, 0, "PF\n"),
            new Magic(ImageFormat.PAM, 0, "Pf\n"),
            new Magic(ImageFormat.ICO, 0, "\0\0\1\0"),
            new Magic(ImageFormat.PSD, 0, "8BPS"),
            new Magic(ImageFormat.PDF, 0, "%PDF-"),
            new Magic(ImageFormat.SVG, 0, "<svg"),
            new Magic(ImageFormat.SVG, 0, "<?xml"),
            new Magic(ImageFormat.HDR, 0, "#?RADIANCE"),
            new Magic(ImageFormat.HDR, 0, "#?RGBE"),
            new Magic(ImageFormat.EXR, 0, "v/1\u0001"),
            new Magic(ImageFormat.QOI, 0, "qoif"),
            new Magic(ImageFormat.BPG, 0, "BPG\u00fb"),
            new Magic(ImageFormat.DDS, 0, "DDS "),
            new Magic(ImageFormat.BMP, 0, "BM"));

    private FormatSniffer() {}

    static @Nullable ImageFormat sniff(ByteBuffer data) {
        for (int i = 0; i < MAGICS.size(); i++) {
            if (MAGICS.get(i).matches(data)) {
                return MAGICS.get(i).format();
            }
        }
        return isPnm(data) ? ImageFormat.PNM : null;
    }

    private static boolean isPnm(ByteBuffer data) {
        if (data.remaining() < 3 || data.get(data.position()) != 'P') {
            return false;
        }
        int kind = data.get(data.position() + 1);
        int next = data.get(data.position() + 2);
        return kind >= '1' && kind <= '6' && (next == ' ' || next == '\n' || next == '\r' || next == '\t');
    }
}
