package dev.visiontask.image;

/** Reads the size of the first page of a TIFF, and makes sure that its strips or tiles are in the file. */
final class TiffHeader {
    private TiffHeader() {}

    static ImageHeader read(Bytes in) throws UndecodableException {
        TiffDirectory tags = TiffDirectory.read(in);
        ImageHeader header = size(tags);
        if (tags.count(TiffDirectory.STRIP_OFFSETS) > 0 || tags.count(TiffDirectory.TILE_OFFSETS) > 0) {
            TiffSegments.read(tags);
        }
        return header;
    }

    static ImageHeader size(TiffDirectory tags) throws UndecodableException {
        long tile = tags.value(TiffDirectory.TILE_WIDTH, 1)
                * Math.min(tags.value(TiffDirectory.TILE_HEIGHT, 1), Integer.MAX_VALUE);
        int orientation = ExifOrientation.valid(tags.value(TiffDirectory.ORIENTATION, 1));
        long width = tags.value(TiffDirectory.WIDTH, 0);
        return HeaderReader.header(ImageFormat.TIFF, width, tags.value(TiffDirectory.HEIGHT, 0), orientation, tile);
    }
}
