package dev.visiontask.image;

import java.nio.ByteBuffer;
import org.opencv.core.Mat;

/** Decodes bitmaps of Windows and OS/2 as Pillow does; alpha is dropped. */
final class BmpDecoder implements ImageDecoder {
    private static final int MAX_ROW_BYTES = 1 << 30;

    @Override
    public String name() {
        return "bmp";
    }

    @Override
    public boolean supports(ImageFormat format) {
        return format == ImageFormat.BMP;
    }

    @Override
    public Pixels decode(ByteBuffer encoded, ImageHeader header, DecodeRequest request) throws UndecodableException {
        Bytes in = new Bytes(encoded);
        BmpHeader bmp = BmpHeader.read(in);
        if (bmp.rowBytes() > MAX_ROW_BYTES) {
            throw new UndecodableException("a row has " + bmp.rowBytes() + " bytes");
        }
        if (bmp.isRunLength()) {
            BmpRuns runs = new BmpRuns(in, bmp, palette(in, bmp));
            return BgrCanvas.paint(bmp.width(), bmp.height(), runs::paint);
        }
        if (bmp.compression() != BmpHeader.PLAIN && bmp.masks() < 0) {
            throw new UndecodableException(
                    "expected plain pixels, RLE or bit fields, found the compression " + bmp.compression());
        }
        RowReader rows = rows(in, bmp);
        return BgrCanvas.paint(bmp.width(), bmp.height(), mat -> paint(in, bmp, rows, mat));
    }

    /** Makes BGR of a stored row. */
    @FunctionalInterface
    private interface RowReader {
        void convert(byte[] row, byte[] bgr);
    }

    private static RowReader rows(Bytes in, BmpHeader bmp) throws UndecodableException {
        switch (bmp.bits()) {
            case 1, 2, 4, 8 -> {
                byte[] palette = palette(in, bmp);
                return (row, bgr) -> lookUp(row, bmp.bits(), palette, bgr);
            }
            case 16, 32 -> {
                if (bmp.bits() == 32 && bmp.masks() < 0) {
                    return (row, bgr) -> copy(row, 4, bgr);
                }
                BmpFields fields = BmpFields.read(in, bmp);
                return fields::convert;
            }
            case 24 -> {
                return (row, bgr) -> copy(row, 3, bgr);
            }
            default ->
                throw new UndecodableException("expected 1, 2, 4, 8, 16, 24 or 32 bits a pixel, found " + bmp.bits());
        }
    }

    private static void paint(Bytes in, BmpHeader bmp, RowReader rows, Mat mat) throws UndecodableException {
        int bytes = (int) (((long) bmp.width() * bmp.bits() + 7) / 8);
        byte[] row = new byte[bytes];
        byte[] bgr = new byte[3 * bmp.width()];
        for (int y = 0; y < bmp.height(); y++) {
            in.slice(bmp.data() + y * bmp.rowBytes(), bytes).get(row);
            rows.convert(row, bgr);
            mat.put(bmp.topDown() ? y : bmp.height() - 1 - y, 0, bgr);
        }
    }

    /** 256 colours, blue first; those that the file lacks are black. */
    private static byte[] palette(Bytes in, BmpHeader bmp) throws UndecodableException {
        byte[] palette = new byte[256 * 3];
        for (int i = 0; i < bmp.colors(); i++) {
            for (int channel = 0; channel < 3; channel++) {
                palette[3 * i + channel] = (byte) in.u8(bmp.palette() + (long) i * bmp.colorBytes() + channel);
            }
        }
        return palette;
    }

    private static void lookUp(byte[] row, int bits, byte[] palette, byte[] bgr) {
        int mask = (1 << bits) - 1;
        for (int out = 0, bit = 0; out < bgr.length; out += 3, bit += bits) {
            int index = (row[bit >> 3] >> (8 - bits - (bit & 7))) & mask;
            System.arraycopy(palette, 3 * index, bgr, out, 3);
        }
    }

    private static void copy(byte[] row, int step, byte[] bgr) {
        for (int out = 0, at = 0; out < bgr.length; out += 3, at += step) {
            bgr[out] = row[at];
            bgr[out + 1] = row[at + 1];
            bgr[out + 2] = row[at + 2];
        }
    }
}
