package dev.visiontask.image;

import java.nio.ByteBuffer;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Data of a TIFF that are compressed with zlib. */
final class TiffDeflate implements TiffData {
    private final Inflater inflater = new Inflater();

    TiffDeflate(ByteBuffer data) {
        inflater.setInput(data);
    }

    @Override
    public void read(byte[] row) throws UndecodableException {
        int count = 0;
        try {
            while (count < row.length) {
                int more = inflater.inflate(row, count, row.length - count);
                if (more == 0) {
                    throw TiffData.ended(inflater.getBytesRead());
                }
                count += more;
            }
        } catch (DataFormatException e) {
            throw new UndecodableException("its compressed data are broken: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        inflater.end();
    }
}
