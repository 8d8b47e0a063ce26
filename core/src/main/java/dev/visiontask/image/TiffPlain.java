package dev.visiontask.image;

import java.nio.ByteBuffer;

/** Data of a TIFF that are not compressed. */
final class TiffPlain implements TiffData {
    private final ByteBuffer data;
    private final boolean reversed;

    /**
     * From a part of the file.
     *
     * @param reversed whether the lowest bit of each byte comes first
     */
    TiffPlain(ByteBuffer data, boolean reversed) {
        this.data = data;
        this.reversed = reversed;
    }

    @Override
    public void read(byte[] row) throws UndecodableException {
        if (data.remaining() < row.length) {
            throw TiffData.ended(data.limit());
        }
        data.get(row);
        for (int i = 0; reversed && i < row.length; i++) {
            row[i] = (byte) (Integer.reverse(row[i]) >>> 24);
        }
    }

    @Override
    public void close() {}
}
