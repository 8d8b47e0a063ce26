package dev.visiontask.image;

import dev.visiontask.RawFrame;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.opencv.core.CvType;
import org.opencv.core.Mat;

/** Pixels of raw frames: a direct buffer is used in place, other bytes are copied once into a buffer that is reused. */
final class FrameReader {
    private @Nullable ByteBuffer scratch;

    Pixels read(RawFrame frame) throws UndecodableException {
        OpenCvLibrary.load();
        ByteBuffer data = frame.data();
        int stride = frame.rowStride();
        ByteBuffer direct = data.isDirect() ? data : copy(data);
        int type = CvType.CV_8UC(frame.format().channels());
        int height = frame.size().height();
        Mat mat = new Mat(height, frame.size().width(), type, direct, stride);
        return new MatPixels(mat, frame.format(), direct);
    }

    private ByteBuffer copy(ByteBuffer data) throws UndecodableException {
        ByteBuffer buffer = scratch;
        if (buffer == null || buffer.capacity() < data.remaining()) {
            scratch = null;
            buffer = EncodedBytes.allocate(data.remaining());
            scratch = buffer;
        }
        return buffer.clear().put(data).flip();
    }

    void clear() {
        scratch = null;
    }
}
