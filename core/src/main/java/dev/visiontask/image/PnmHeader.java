package dev.visiontask.image;

/**
 * The header of a PBM, PGM or PPM: numbers in text, with comments between.
 *
 * @param kind 1 to 3 for pixels in text, 4 to 6 for bytes: black and white, gray, colour
 * @param width columns
 * @param height rows
 * @param white the value of white, 1 to 65535
 * @param data offset of the pixels
 */
record PnmHeader(int kind, int width, int height, int white, int data) {
    private static final int MAX_VALUE = 65535;

    static PnmHeader read(Bytes in) throws UndecodableException {
        int kind = in.u8(1) - '0';
        PnmText text = new PnmText(in, 2);
        ImageHeader size = HeaderReader.header(ImageFormat.PNM, text.number(), text.number(), 1, 0);
        boolean bits = kind == 1 || kind == 4;
        long white = bits ? 1 : text.number();
        if (white < 1 || white > MAX_VALUE) {
            throw new UndecodableException("expected 1 to " + MAX_VALUE + " as the value of white, found " + white);
        }
        PnmHeader header =
                new PnmHeader(kind, size.width(), size.height(), (int) white, text.offset() + (kind > 3 ? 1 : 0));
        header.check(in.size());
        return header;
    }

    private void check(int size) throws UndecodableException {
        long samples = (long) width * height * channels();
        long least =
                switch (kind) {
                    case 1 -> samples;
                    case 2, 3 -> 2 * samples - 1;
                    default -> rowBytes() * height;
                };
        if (least > size - data) {
            throw new UndecodableException("truncated: it needs at least " + least + " bytes from byte " + data
                    + " on, but the file has " + size);
        }
    }

    int channels() {
        return kind == 3 || kind == 6 ? 3 : 1;
    }

    /** Bytes of a row that is not text. */
    long rowBytes() {
        return kind == 4 ? (width + 7L) / 8 : (long) width * channels() * (white > 255 ? 2 : 1);
    }

    ImageHeader toImageHeader() throws UndecodableException {
        return HeaderReader.header(ImageFormat.PNM, width, height, 1, 0);
    }
}
