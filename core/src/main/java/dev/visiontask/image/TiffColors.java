package dev.visiontask.image;

/**
 * Makes BGR of the samples of a TIFF, as Pillow does. What comes after the colours, such as alpha, is left out; colours that
 * were multiplied by alpha stay as they are stored.
 */
final class TiffColors {
    private static final int WHITE_IS_ZERO = 0;
    private static final int BLACK_IS_ZERO = 1;
    private static final int RGB = 2;
    private static final int PALETTE = 3;
    private static final int CMYK = 5;
    private static final int UNSIGNED = 1;
    private static final int UNDEFINED = 4;

    private final TiffSegments segments;
    private final int photometric;
    private final byte[] bgrOfValue;

    private TiffColors(TiffSegments segments, int photometric, byte[] bgrOfValue) {
        this.segments = segments;
        this.photometric = photometric;
        this.bgrOfValue = bgrOfValue;
    }

    static TiffColors of(TiffSegments segments) throws UndecodableException {
        TiffDirectory tags = segments.directory();
        int bits = bits(tags);
        int photometric = (int) Math.min(Short.MAX_VALUE, tags.value(TiffDirectory.PHOTOMETRIC, -1));
        byte[] table =
                switch (photometric) {
                    case WHITE_IS_ZERO, BLACK_IS_ZERO -> grays(bits, photometric == WHITE_IS_ZERO);
                    case RGB, CMYK -> grays(bits, false);
                    case PALETTE -> palette(tags, bits);
                    default ->
                        throw new UndecodableException(
                                "expected gray, RGB, CMYK or a palette, found the photometric interpretation "
                                        + photometric + name(photometric) + "; save it as RGB");
                };
        TiffColors colors = new TiffColors(segments, photometric, table);
        if (segments.samples() < colors.count()) {
            throw new UndecodableException(
                    "expected at least " + colors.count() + " samples a pixel, found " + segments.samples());
        }
        if (photometric == CMYK && (tags.value(TiffDirectory.INK_SET, 1) != 1 || segments.samples() != 4)) {
            throw new UndecodableException("expected four inks, cyan, magenta, yellow and black, found others");
        }
        return colors;
    }

    private static int bits(TiffDirectory tags) throws UndecodableException {
        long bits = tags.common(TiffDirectory.BITS_PER_SAMPLE, 1, "number of bits");
        long format = tags.common(TiffDirectory.SAMPLE_FORMAT, UNSIGNED, "format");
        boolean isWhole = format == UNSIGNED || format == UNDEFINED;
        if (!isWhole || (bits != 1 && bits != 2 && bits != 4 && bits != 8 && bits != 16)) {
            String kind = format == 2 ? "signed" : format == 3 ? "floating-point" : isWhole ? "unsigned" : "complex";
            throw new UndecodableException(
                    "expected unsigned samples of 1, 2, 4, 8 or 16 bits, found " + kind + " ones of " + bits
                            + " bits; scale them to 8 bits, as nothing says which values are black and white");
        }
        return (int) bits;
    }

    private static String name(int photometric) {
        return switch (photometric) {
            case -1 -> " (none is given)";
            case 4 -> " (transparency mask)";
            case 6 -> " (YCbCr that is not JPEG)";
            case 8, 9, 10 -> " (CIELAB)";
            case 32803 -> " (raw data of a camera's sensor)";
            case 34892 -> " (linear raw data)";
            default -> "";
        };
    }

    private static byte[] grays(int bits, boolean inverted) {
        int white = (1 << Math.min(bits, 8)) - 1;
        byte[] table = new byte[256 * 3];
        for (int i = 0; i < table.length; i++) {
            int gray = Math.min(i / 3, white) * 255 / white;
            table[i] = (byte) (inverted ? 255 - gray : gray);
        }
        return table;
    }

    private static byte[] palette(TiffDirectory tags, int bits) throws UndecodableException {
        int colors = 1 << bits;
        if (bits > 8 || tags.count(TiffDirectory.COLOR_MAP) < 3L * colors) {
            throw new UndecodableException("expected a palette of 2 to 256 colours, found " + bits + " bits and "
                    + tags.count(TiffDirectory.COLOR_MAP) / 3 + " colours");
        }
        int[] values = new int[3 * colors];
        int largest = 0;
        for (int i = 0; i < values.length; i++) {
            values[i] = (int) tags.value(TiffDirectory.COLOR_MAP, i, 0) & 0xffff;
            largest = Math.max(largest, values[i]);
        }
        // Some writers take 8 bits for the 16 that the format wants; libtiff tells them in the same way.
        int shift = largest < 256 ? 0 : 8;
        byte[] table = new byte[256 * 3];
        for (int i = 0; i < colors; i++) {
            for (int channel = 0; channel < 3; channel++) {
                table[3 * i + 2 - channel] = (byte) (values[channel * colors + i] >> shift);
            }
        }
        return table;
    }

    /** How many samples of a pixel are colours. */
    int count() {
        return photometric == RGB ? 3 : photometric == CMYK ? 4 : 1;
    }

    /**
     * Converts the start of a row.
     *
     * @param planes the samples: one array if they are interleaved, else one for each colour
     * @param bgr as many pixels as shall be converted
     */
    void convert(byte[][] planes, byte[] bgr) {
        switch (photometric) {
            case RGB -> {
                for (int channel = 0; channel < 3; channel++) {
                    convertChannel(planes, channel, bgr);
                }
            }
            case CMYK -> {
                for (int channel = 0; channel < 3; channel++) {
                    convertInk(planes, channel, bgr);
                }
            }
            default -> convertIndexes(planes[0], bgr);
        }
    }

    private void convertIndexes(byte[] values, byte[] bgr) {
        int step = step();
        for (int out = 0, at = 0; out < bgr.length; out += 3, at += step) {
            int color = 3 * (values[at] & 0xff);
            bgr[out] = bgrOfValue[color];
            bgr[out + 1] = bgrOfValue[color + 1];
            bgr[out + 2] = bgrOfValue[color + 2];
        }
    }

    private void convertChannel(byte[][] planes, int channel, byte[] bgr) {
        byte[] values = plane(planes, channel);
        int step = step();
        for (int out = 2 - channel, at = start(channel); out < bgr.length; out += 3, at += step) {
            bgr[out] = bgrOfValue[3 * (values[at] & 0xff)];
        }
    }

    private void convertInk(byte[][] planes, int channel, byte[] bgr) {
        byte[] inks = plane(planes, channel);
        byte[] blacks = plane(planes, 3);
        int step = step();
        int black = start(3);
        int out = 2 - channel;
        for (int at = start(channel); out < bgr.length; out += 3, at += step, black += step) {
            int light = 255 - level(blacks[black]);
            int product = level(inks[at]) * light + 128;
            bgr[out] = (byte) (light - ((product + (product >> 8)) >> 8));
        }
    }

    private int level(byte value) {
        return bgrOfValue[3 * (value & 0xff)] & 0xff;
    }

    private int step() {
        return segments.planes() == 1 ? segments.samples() : 1;
    }

    private int start(int channel) {
        return segments.planes() == 1 ? channel : 0;
    }

    private static byte[] plane(byte[][] planes, int channel) {
        return planes[planes.length == 1 ? 0 : channel];
    }
}
