package dev.visiontask.draw;

import dev.visiontask.ImageSource;
import dev.visiontask.PixelFormat;
import dev.visiontask.RawFrame;
import dev.visiontask.video.Frame;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Draws results onto copies of the frames of a video, one after the other, in memory that is used again; what was drawn goes
 * to a {@link dev.visiontask.video.FrameWriter}. The frame itself stays as it is, and its size: small frames are not
 * enlarged. Not for use by several threads.
 *
 * <pre>{@code
 * FrameOverlay overlay = new FrameOverlay();
 * for (FrameResult<Detections> result : results) {
 *     try (Frame frame = result.frame()) {
 *         overlay.begin(frame).draw(result.value());
 *         writer.write(overlay.source(), frame.time());
 *     }
 * }
 * }</pre>
 */
public final class FrameOverlay extends Overlay {
    private @Nullable ImageSource source;

    /** Without a frame yet. */
    public FrameOverlay() {}

    /**
     * Copies the pixels of a frame; what was drawn before is gone. The frame may be closed afterwards.
     *
     * @throws dev.visiontask.BadInputException if its picture cannot be read
     */
    public FrameOverlay begin(Frame frame) {
        ImageSource image = frame.image();
        int width = frame.size().width();
        int height = frame.size().height();
        Canvas canvas = source == null ? null : canvas();
        if (canvas == null || canvas.width() != width || canvas.height() != height) {
            canvas = new Canvas(width, height, 1);
            use(canvas);
            source = ImageSource.ofPixels(ByteBuffer.wrap(canvas.bgr()), width, height, 3 * width, PixelFormat.BGR);
        }
        canvas.clearLabels();
        if (image instanceof RawFrame raw
                && raw.format() == PixelFormat.BGR
                && raw.size().equals(frame.size())) {
            copy(raw, canvas.bgr());
        } else {
            canvas.fill(PictureCopy.read(image));
        }
        return this;
    }

    private static void copy(RawFrame frame, byte[] bgr) {
        ByteBuffer data = frame.data();
        int row = 3 * frame.size().width();
        for (int y = 0; y < frame.size().height(); y++) {
            data.get(y * frame.rowStride(), bgr, y * row, row);
        }
    }

    /**
     * What was drawn so far, without a copy and without the legend: valid until the next frame, and shows what is drawn
     * later.
     *
     * @throws IllegalStateException before the first frame
     */
    public ImageSource source() {
        if (source == null) {
            throw new IllegalStateException("Expected a frame to draw on: call begin(frame) first");
        }
        return source;
    }
}
