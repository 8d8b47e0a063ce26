package dev.visiontask.preprocess;

import dev.visiontask.image.MatPixels;
import dev.visiontask.image.Pixels;
import java.nio.ByteBuffer;

/**
 * A sliding window of rows of a picture in one reused array. Reading a Mat costs a native call each time, so rows come
 * in bands that fit the processor's inner caches; memory does not grow with the height of the picture.
 */
final class RowBand {
    private static final int BAND_BYTES = 48 * 1024;
    private static final int KEPT = 4 << 20;

    private byte[] data = new byte[0];
    private int rowBytes;
    private int first;
    private int count;

    /** Forgets the picture before and gets ready for one of this size. */
    void start(Pixels pixels) {
        rowBytes = Math.multiplyExact(pixels.width(), pixels.format().channels());
        first = 0;
        count = 0;
        if (data.length > KEPT && rowBytes < data.length / 4) {
            // Left from an image with very long rows.
            data = new byte[0];
        }
    }

    byte[] data() {
        return data;
    }

    /** Where row {@code y} of the picture starts in {@link #data()}; the next {@code rows - 1} rows follow it. */
    int offset(Pixels pixels, int y, int rows) {
        if (y < first || y + rows > first + count) {
            load(pixels, y, Math.max(rows, BAND_BYTES / rowBytes));
        }
        return (y - first) * rowBytes;
    }

    private void load(Pixels pixels, int y, int rows) {
        first = y;
        count = Math.min(rows, pixels.height() - y);
        int bytes = Math.multiplyExact(count, rowBytes);
        if (data.length < bytes) {
            // A multiple of three, because OpenCV fills an array with whole pixels only.
            data = new byte[Math.multiplyExact((bytes + 2) / 3, 3)];
        }
        if (pixels instanceof MatPixels picture) {
            picture.mat().get(y, 0, data);
        } else {
            ByteBuffer source = pixels.data();
            for (int i = 0; i < count; i++) {
                long start = (long) (y + i) * pixels.rowStride();
                source.get(Math.toIntExact(start), data, i * rowBytes, rowBytes);
            }
        }
    }
}
