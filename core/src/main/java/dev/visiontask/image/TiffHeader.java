package dev.visiontask.image;

/** Reads the tags of the first page of a TIFF or BigTIFF. */
final class TiffHeader {
    private static final int WIDTH = 256;
    private static final int HEIGHT = 257;
    private static final int ORIENTATION = 274;
    private static final int TILE_WIDTH = 322;
    private static final int TILE_HEIGHT = 323;

    private final Bytes in;
    private final boolean big;
    private final boolean wide;
    private long width;
    private long height;
    private long orientation = 1;
    private long tileWidth = 1;
    private long tileHeight = 1;

    private TiffHeader(Bytes in) throws UndecodableException {
        this.in = in;
        big = in.u8(0) == 'M';
        wide = in.u16(2, big) == 43;
    }

    static ImageHeader read(Bytes in) throws UndecodableException {
        TiffHeader header = new TiffHeader(in);
        header.readDirectory();
        long tile = header.tileWidth * Math.min(header.tileHeight, Integer.MAX_VALUE);
        return HeaderReader.header(
                ImageFormat.TIFF, header.width, header.height, ExifOrientation.valid(header.orientation), tile);
    }

    private void readDirectory() throws UndecodableException {
        long directory = wide ? in.u64(8, big) : in.u32(4, big);
        long entries = wide ? in.u64(directory, big) : in.u16(directory, big);
        long first = directory + (wide ? 8 : 2);
        int step = wide ? 20 : 12;
        for (long i = 0; i < entries; i++) {
            readEntry(first + i * step);
        }
    }

    private void readEntry(long entry) throws UndecodableException {
        switch (in.u16(entry, big)) {
            case WIDTH -> width = value(entry);
            case HEIGHT -> height = value(entry);
            case ORIENTATION -> orientation = value(entry);
            case TILE_WIDTH -> tileWidth = value(entry);
            case TILE_HEIGHT -> tileHeight = value(entry);
            default -> {}
        }
    }

    private long value(long entry) throws UndecodableException {
        long at = entry + (wide ? 12 : 8);
        return switch (in.u16(entry + 2, big)) {
            case 1 -> in.u8(at);
            case 3 -> in.u16(at, big);
            case 4 -> in.u32(at, big);
            case 16 -> in.u64(at, big);
            default -> 0;
        };
    }
}
