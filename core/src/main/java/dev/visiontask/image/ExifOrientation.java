package dev.visiontask.image;

/** Finds the orientation in EXIF data, which is a small TIFF file. Broken EXIF says nothing and breaks nothing. */
final class ExifOrientation {
    /** Not at all turned. */
    static final int UPRIGHT = 1;

    private static final int TAG = 0x0112;
    private static final int SHORT = 3;
    private static final int LONG = 4;
    private static final int ENTRY_BYTES = 12;

    private ExifOrientation() {}

    /** The orientation, 1 to 8, that the EXIF data at {@code start} gives; 1 if it gives none. */
    static int read(Bytes in, long start) {
        long tiff = in.has(start, "Exif\0\0") ? start + 6 : start;
        boolean big = in.has(tiff, "MM\0*");
        if (!big && !in.has(tiff, "II*\0")) {
            return UPRIGHT;
        }
        try {
            long directory = tiff + in.u32(tiff + 4, big);
            int entries = in.u16(directory, big);
            for (int i = 0; i < entries; i++) {
                long entry = directory + 2 + (long) i * ENTRY_BYTES;
                if (in.u16(entry, big) == TAG) {
                    return valid(value(in, entry, big));
                }
            }
        } catch (UndecodableException e) {
            return UPRIGHT;
        }
        return UPRIGHT;
    }

    private static long value(Bytes in, long entry, boolean big) throws UndecodableException {
        int type = in.u16(entry + 2, big);
        if (type == LONG) {
            return in.u32(entry + 8, big);
        }
        return type == SHORT ? in.u16(entry + 8, big) : UPRIGHT;
    }

    /** The number if it is an orientation, else 1. */
    static int valid(long value) {
        return value >= 1 && value <= 8 ? (int) value : UPRIGHT;
    }
}
