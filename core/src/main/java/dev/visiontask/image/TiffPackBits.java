package dev.visiontask.image;

import java.nio.ByteBuffer;

/** Data of a TIFF in runs: a count, then one byte to repeat or that many bytes. */
final class TiffPackBits implements TiffData {
    private final ByteBuffer data;
    private int left;
    private boolean repeat;
    private byte repeated;

    TiffPackBits(ByteBuffer data) {
        this.data = data;
    }

    @Override
    public void read(byte[] row) throws UndecodableException {
        for (int i = 0; i < row.length; i++) {
            while (left == 0) {
                nextRun();
            }
            left--;
            row[i] = repeat ? repeated : next();
        }
    }

    private void nextRun() throws UndecodableException {
        int count = next();
        if (count == Byte.MIN_VALUE) {
            return;
        }
        repeat = count < 0;
        left = Math.abs(count) + 1;
        if (repeat) {
            repeated = next();
        }
    }

    private byte next() throws UndecodableException {
        if (!data.hasRemaining()) {
            throw TiffData.ended(data.limit());
        }
        return data.get();
    }

    @Override
    public void close() {}
}
