package dev.visiontask.image;

import org.opencv.core.Mat;

/** Pixels of a BMP in run lengths. What the runs leave out has the first colour. */
final class BmpRuns {
    private static final int END_OF_LINE = 0;
    private static final int END = 1;
    private static final int DELTA = 2;

    private final Bytes in;
    private final BmpHeader bmp;
    private final byte[] palette;
    private final byte[] bgr;
    private long at;
    private int x;
    private int y;

    BmpRuns(Bytes in, BmpHeader bmp, byte[] palette) throws UndecodableException {
        if (bmp.bits() != (bmp.compression() == BmpHeader.RLE8 ? 8 : 4)) {
            throw new UndecodableException("its run lengths do not fit to " + bmp.bits() + " bits a pixel");
        }
        this.in = in;
        this.bmp = bmp;
        this.palette = palette;
        bgr = new byte[3 * bmp.width()];
        at = bmp.data();
    }

    void paint(Mat mat) throws UndecodableException {
        startRow();
        while (y < bmp.height()) {
            int count = in.u8(at++);
            int value = in.u8(at++);
            if (count > 0) {
                for (int i = 0; i < count; i++) {
                    put(half(value, i));
                }
            } else if (value == END_OF_LINE) {
                x = 0;
                nextRow(mat);
            } else if (value == END) {
                skip(mat, bmp.height() - y);
            } else if (value == DELTA) {
                x = Math.min(bmp.width(), x + in.u8(at));
                skip(mat, in.u8(at + 1));
                at += 2;
            } else {
                literal(value);
            }
        }
    }

    private int half(int value, int index) {
        if (bmp.bits() == 8) {
            return value;
        }
        return (index & 1) == 0 ? value >> 4 : value & 0xf;
    }

    private void literal(int count) throws UndecodableException {
        int perByte = 8 / bmp.bits();
        for (int i = 0; i < count; i++) {
            put(half(in.u8(at + i / perByte), i));
        }
        int bytes = (count + perByte - 1) / perByte;
        at += bytes + (bytes & 1);
    }

    private void put(int index) {
        if (x < bmp.width()) {
            System.arraycopy(palette, 3 * index, bgr, 3 * x++, 3);
        }
    }

    private void skip(Mat mat, int rows) {
        for (int i = 0; i < rows && y < bmp.height(); i++) {
            nextRow(mat);
        }
    }

    private void nextRow(Mat mat) {
        mat.put(bmp.topDown() ? y : bmp.height() - 1 - y, 0, bgr);
        y++;
        startRow();
    }

    private void startRow() {
        System.arraycopy(palette, 0, bgr, 0, 3);
        for (int out = 3; out < bgr.length; out += 3) {
            System.arraycopy(palette, 0, bgr, out, 3);
        }
    }
}
