package dev.visiontask.image;

import dev.visiontask.ImageSize;
import dev.visiontask.RawFrame;
import dev.visiontask.tensor.DirectMemory;
import java.nio.ByteBuffer;
import org.opencv.core.CvException;
import org.opencv.core.CvType;
import org.opencv.core.Mat;

/**
 * Pixels of raw frames: a direct buffer is used in place, other bytes are copied once. Frames of a usual size go into memory
 * that is used again; larger ones into memory that goes with the frame, so that one huge image leaves nothing behind.
 */
final class FrameReader {
    /** A frame of 3840 x 2160 pixels fits. */
    private static final int KEPT = 32 << 20;

    private static final int BAND_BYTES = 256 << 10;

    private final DirectMemory memory = new DirectMemory();

    Pixels read(RawFrame frame) throws UndecodableException {
        OpenCvLibrary.load();
        ByteBuffer data = frame.data();
        if (data.isDirect()) {
            return view(frame, data);
        }
        return data.remaining() <= KEPT ? view(frame, copy(data)) : copyOnce(frame, data);
    }

    private static Pixels view(RawFrame frame, ByteBuffer direct) {
        ImageSize size = frame.size();
        Mat mat = new Mat(size.height(), size.width(), type(frame), direct, frame.rowStride());
        return new MatPixels(mat, frame.format(), direct);
    }

    private static int type(RawFrame frame) {
        return CvType.CV_8UC(frame.format().channels());
    }

    private ByteBuffer copy(ByteBuffer data) throws UndecodableException {
        try {
            return memory.take(data.remaining()).put(data).flip();
        } catch (OutOfMemoryError e) {
            throw EncodedBytes.noRoom(data.remaining());
        }
    }

    private static Pixels copyOnce(RawFrame frame, ByteBuffer data) throws UndecodableException {
        ImageSize size = frame.size();
        Mat mat = allocate(frame);
        boolean isDone = false;
        try {
            int rowBytes = size.width() * frame.format().channels();
            int rows = Math.max(1, BAND_BYTES / rowBytes);
            byte[] band = new byte[Math.multiplyExact(Math.min(rows, size.height()), rowBytes)];
            int[] place = new int[2];
            for (int y = 0; y < size.height(); y += rows) {
                int count = Math.min(rows, size.height() - y);
                for (int i = 0; i < count; i++) {
                    data.get((y + i) * frame.rowStride(), band, i * rowBytes, rowBytes);
                }
                place[0] = y;
                mat.put(place, band, 0, count * rowBytes);
            }
            isDone = true;
        } finally {
            if (!isDone) {
                mat.release();
            }
        }
        return new MatPixels(mat, frame.format());
    }

    private static Mat allocate(RawFrame frame) throws UndecodableException {
        try {
            return new Mat(frame.size().height(), frame.size().width(), type(frame));
        } catch (CvException e) {
            throw new UndecodableException("OpenCV has no room for " + frame.size() + " pixels: " + e.getMessage(), e);
        }
    }

    long nativeBytes() {
        return memory.bytes();
    }

    void clear() {
        memory.clear();
    }
}
