package dev.visiontask.image;

import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Image formats known by their first bytes; not all of them are read. */
public enum ImageFormat {
    /** JPEG with Huffman or arithmetic coding, sequential or progressive, 8 bits a sample. */
    JPEG("JPEG", true),
    /** PNG; of an animated one the default picture. */
    PNG("PNG", true),
    /** WebP, lossy or lossless; of an animated one the first frame. */
    WEBP("WebP", true),
    /** Windows and OS/2 bitmaps. */
    BMP("BMP", true),
    /** GIF; of an animated one the first frame. */
    GIF("GIF", true),
    /** TIFF and BigTIFF, the first page. */
    TIFF("TIFF", true),
    /** PBM, PGM and PPM, plain or raw. */
    PNM("PNM", true),
    /** AVIF; not read. */
    AVIF("AVIF", false),
    /** HEIF, HEIC; not read. */
    HEIF("HEIF", false),
    /** JPEG 2000; not read. */
    JPEG2000("JPEG 2000", false),
    /** JPEG XL; not read. */
    JPEGXL("JPEG XL", false),
    /** PAM and PFM; not read. */
    PAM("PAM or PFM", false),
    /** Icons and cursors; not read. */
    ICO("ICO", false),
    /** Photoshop; not read. */
    PSD("PSD", false),
    /** PDF; not read. */
    PDF("PDF", false),
    /** SVG and other XML or HTML; not read. */
    SVG("SVG or another XML document", false),
    /** Radiance HDR; not read. */
    HDR("Radiance HDR", false),
    /** OpenEXR; not read. */
    EXR("OpenEXR", false),
    /** Quite OK Image; not read. */
    QOI("QOI", false),
    /** Better Portable Graphics; not read. */
    BPG("BPG", false),
    /** DirectDraw surfaces; not read. */
    DDS("DDS", false);

    private static final Set<ImageFormat> READABLE =
            Collections.unmodifiableSet(EnumSet.of(JPEG, PNG, WEBP, BMP, GIF, TIFF, PNM));

    private final String label;
    private final boolean readable;

    ImageFormat(String label, boolean readable) {
        this.label = label;
        this.readable = readable;
    }

    /** For people: {@code WebP}. */
    public String label() {
        return label;
    }

    /** Whether this library reads it. */
    public boolean isReadable() {
        return readable;
    }

    /** All formats that this library reads. */
    public static Set<ImageFormat> readable() {
        return READABLE;
    }

    /** The format of these bytes, or null if none is recognised; reads from the buffer's position, which stays. */
    public static @Nullable ImageFormat of(ByteBuffer encoded) {
        return FormatSniffer.sniff(encoded);
    }
}
