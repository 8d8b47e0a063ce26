package dev.visiontask.image;

/** Reads what an image file says of itself, one small parser a format. */
final class HeaderReader {
    private HeaderReader() {}

    static ImageHeader read(ImageFormat format, Bytes in) throws UndecodableException {
        return switch (format) {
            case JPEG -> JpegHeader.read(in);
            case PNG -> PngHeader.read(in);
            case WEBP -> WebpHeader.read(in);
            case BMP -> BmpHeader.read(in).toImageHeader();
            case GIF -> GifHeader.read(in).toImageHeader();
            case TIFF -> TiffHeader.read(in);
            case PNM -> PnmHeader.read(in).toImageHeader();
            default -> throw new UndecodableException("this format is not read");
        };
    }

    /** A header, if the size makes sense. */
    static ImageHeader header(ImageFormat format, long width, long height, int orientation, long announcedPixels)
            throws UndecodableException {
        if (width < 1 || height < 1 || width > Integer.MAX_VALUE || height > Integer.MAX_VALUE) {
            throw new UndecodableException("its header says " + width + "x" + height + " pixels");
        }
        return new ImageHeader(format, (int) width, (int) height, orientation, announcedPixels);
    }
}
