package dev.visiontask.image;

/**
 * The strips or tiles of a TIFF, all within the file. A plane has {@code across x down} segments, row by row; samples that are
 * not interleaved have a plane each, one after the other.
 *
 * @param directory where their offsets are
 * @param width columns of the page
 * @param height rows of the page
 * @param segmentWidth columns of a segment; tiles may reach beyond the page
 * @param segmentHeight rows of a segment; the last strip has fewer
 * @param tiled whether they are tiles
 * @param bits of a sample
 * @param samples of a pixel, interleaved or not
 * @param planes 1 if the samples are interleaved, else as many as there are samples
 */
record TiffSegments(
        TiffDirectory directory,
        int width,
        int height,
        int segmentWidth,
        int segmentHeight,
        boolean tiled,
        int bits,
        int samples,
        int planes) {
    static final int MAX_SAMPLES = 32;
    static final int UNCOMPRESSED = 1;

    private static final int MAX_ROW_BYTES = 1 << 30;
    private static final int SEPARATE = 2;
    private static final int YCBCR = 6;

    static TiffSegments read(TiffDirectory tags) throws UndecodableException {
        ImageHeader page = TiffHeader.size(tags);
        long bits = tags.value(TiffDirectory.BITS_PER_SAMPLE, 1);
        long samples = tags.value(TiffDirectory.SAMPLES_PER_PIXEL, 1);
        if (bits < 1 || bits > 64 || samples < 1 || samples > MAX_SAMPLES) {
            throw new UndecodableException("expected 1 to 64 bits a sample and 1 to " + MAX_SAMPLES
                    + " samples a pixel, found " + bits + " and " + samples);
        }
        boolean tiled = tags.count(TiffDirectory.TILE_OFFSETS) > 0;
        long rows = tags.value(tiled ? TiffDirectory.TILE_HEIGHT : TiffDirectory.ROWS_PER_STRIP, page.height());
        long columns = tiled ? tags.value(TiffDirectory.TILE_WIDTH, 0) : page.width();
        if (rows < 1 || columns < 1 || (tiled && Math.max(rows, columns) > Integer.MAX_VALUE)) {
            throw new UndecodableException("its strips or tiles have " + columns + "x" + rows + " pixels");
        }
        boolean separate = tags.value(TiffDirectory.PLANAR_CONFIGURATION, 1) == SEPARATE;
        TiffSegments segments = new TiffSegments(
                tags,
                page.width(),
                page.height(),
                (int) columns,
                (int) (tiled ? rows : Math.min(rows, page.height())),
                tiled,
                (int) bits,
                (int) samples,
                separate ? (int) samples : 1);
        segments.check();
        return segments;
    }

    int across() {
        return tiled ? (int) ((width + (long) segmentWidth - 1) / segmentWidth) : 1;
    }

    int down() {
        return (int) ((height + (long) segmentHeight - 1) / segmentHeight);
    }

    /** Rows that a segment stores: the last strip ends with the page, a tile is always whole. */
    int rows(int row) {
        return tiled ? segmentHeight : Math.min(segmentHeight, height - row * segmentHeight);
    }

    /** Bytes of a row of a segment, unpacked. */
    int rowBytes() {
        return (int) longRowBytes();
    }

    private long longRowBytes() {
        return ((long) segmentWidth * bits * (planes == 1 ? samples : 1) + 7) / 8;
    }

    long compression() throws UndecodableException {
        return directory.value(TiffDirectory.COMPRESSION, UNCOMPRESSED);
    }

    long offset(long segment) throws UndecodableException {
        return directory.value(tiled ? TiffDirectory.TILE_OFFSETS : TiffDirectory.STRIP_OFFSETS, segment, -1);
    }

    /** Stored bytes of a segment; for data that are not compressed what they must be, as their counts are often wrong. */
    long length(long segment) throws UndecodableException {
        boolean subsampled = directory.value(TiffDirectory.PHOTOMETRIC, -1) == YCBCR;
        if (compression() == UNCOMPRESSED && !subsampled) {
            int row = (int) (segment % ((long) across() * down()) / across());
            return longRowBytes() * rows(row);
        }
        int tag = tiled ? TiffDirectory.TILE_BYTE_COUNTS : TiffDirectory.STRIP_BYTE_COUNTS;
        long length = directory.value(tag, segment, 0);
        return length > 0 ? length : directory.file().size() - offset(segment);
    }

    private void check() throws UndecodableException {
        String kind = tiled ? "tile" : "strip";
        if (longRowBytes() > MAX_ROW_BYTES) {
            throw new UndecodableException("a row of a " + kind + " has " + longRowBytes() + " bytes");
        }
        long needed = (long) across() * down() * planes;
        long found = directory.count(tiled ? TiffDirectory.TILE_OFFSETS : TiffDirectory.STRIP_OFFSETS);
        if (found < needed) {
            throw new UndecodableException(
                    "expected " + needed + " " + kind + "s for " + width + "x" + height + " pixels, found " + found);
        }
        long size = directory.file().size();
        for (long i = 0; i < needed; i++) {
            long start = offset(i);
            long length = length(i);
            if (length > size - start) {
                throw new UndecodableException("truncated or broken: " + kind + " " + i + " has " + length
                        + " bytes from byte " + start + " on, but the file has " + size);
            }
        }
    }
}
