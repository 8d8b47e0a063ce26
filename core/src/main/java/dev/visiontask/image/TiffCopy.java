package dev.visiontask.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Strips or tiles in kinds that libtiff reads well: fax, JPEG of four samples, YCbCr. Each one becomes a TIFF of its own with
 * the few tags that matter, so that the others, and alpha, cannot do harm.
 */
final class TiffCopy extends TiffImages {
    private static final int YCBCR = 6;
    private static final int CMYK = 5;
    private static final int EXTRA_SAMPLES = 338;
    private static final int YCBCR_SUBSAMPLING = 530;
    private static final int REFERENCE_BLACK_WHITE = 532;

    private static final int[] COPIED = {
        TiffDirectory.BITS_PER_SAMPLE,
        TiffDirectory.COMPRESSION,
        TiffDirectory.PHOTOMETRIC,
        TiffDirectory.FILL_ORDER,
        TiffDirectory.SAMPLES_PER_PIXEL,
        TiffDirectory.PLANAR_CONFIGURATION,
        TiffDirectory.T4_OPTIONS,
        TiffDirectory.PREDICTOR,
        TiffDirectory.JPEG_TABLES,
        YCBCR_SUBSAMPLING,
        REFERENCE_BLACK_WHITE
    };

    private final int extraSamples;

    private TiffCopy(TiffSegments segments, int extraSamples) {
        super(segments);
        this.extraSamples = extraSamples;
    }

    static boolean isFor(TiffSegments segments) throws UndecodableException {
        return segments.directory().value(TiffDirectory.PHOTOMETRIC, -1) == YCBCR && TiffCompression.isKnown(segments);
    }

    static TiffCopy of(TiffSegments segments) throws UndecodableException {
        TiffDirectory tags = segments.directory();
        long photometric = tags.value(TiffDirectory.PHOTOMETRIC, -1);
        boolean fax = TiffCompression.isFax(segments.compression());
        int colors = photometric <= 1 ? 1 : photometric == CMYK ? 4 : 3;
        boolean known = photometric >= 0 && photometric != 3 && photometric != 4 && photometric <= YCBCR;
        boolean read = fax
                ? segments.bits() == 1 && segments.samples() == 1 && photometric <= 1
                : segments.bits() == 8 && segments.samples() >= colors && segments.samples() <= 4;
        if (!known || !read) {
            throw new UndecodableException(
                    "expected fax of 1 bit, or JPEG and YCbCr of 1 to 4 samples of 8 bits, found "
                            + segments.samples() + " samples of " + segments.bits()
                            + " bits with the photometric interpretation "
                            + photometric + "; save it with LZW or Deflate");
        }
        return new TiffCopy(segments, segments.samples() - colors);
    }

    @Override
    byte[] file(ByteBuffer[] stored, int rows) throws UndecodableException {
        TiffDirectory tags = segments.directory();
        TiffWriter writer = new TiffWriter(tags.isBigEndian() ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        writer.put(TiffDirectory.WIDTH, segments.segmentWidth());
        writer.put(TiffDirectory.HEIGHT, rows);
        writer.put(TiffDirectory.ROWS_PER_STRIP, rows);
        for (int tag : COPIED) {
            writer.put(tag, tags.type(tag), tags.count(tag), tags.raw(tag));
        }
        if (extraSamples > 0) {
            // As if multiplied by alpha already; otherwise libtiff would do it.
            writer.put(EXTRA_SAMPLES, 1);
        }
        if (segments.compression() == TiffCompression.JPEG) {
            for (ByteBuffer jpeg : stored) {
                JpegHeader.checkEnd(jpeg);
            }
        }
        return writer.file(stored);
    }
}
