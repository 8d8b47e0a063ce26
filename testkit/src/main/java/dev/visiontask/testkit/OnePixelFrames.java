package dev.visiontask.testkit;

import dev.visiontask.ImageSize;
import dev.visiontask.ImageSource;
import dev.visiontask.PixelFormat;
import dev.visiontask.video.Frame;
import dev.visiontask.video.FrameCounts;
import dev.visiontask.video.FrameSource;
import dev.visiontask.video.VideoInfo;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Frames of one pixel, of which nothing counts but the index. */
final class OnePixelFrames implements FrameSource {
    private static final ImageSize SIZE = new ImageSize(1, 1);

    private final int count;
    private long next;
    private volatile boolean closed;

    OnePixelFrames(int count) {
        this.count = count;
    }

    boolean isClosed() {
        return closed;
    }

    @Override
    public VideoInfo info() {
        return new VideoInfo(
                "frames", "test", "none", "none", SIZE, 0, 0, OptionalLong.of(count), Optional.empty(), false);
    }

    @Override
    public @Nullable Frame next() {
        if (closed || next == count) {
            return null;
        }
        ImageSource pixel = ImageSource.ofPixels(ByteBuffer.allocate(1), 1, 1, 1, PixelFormat.GRAY);
        return Frame.of(next, Duration.ofMillis(next++), SIZE, pixel);
    }

    @Override
    public void seek(Duration time) {
        next = time.toMillis();
    }

    @Override
    public void seekFrame(long index) {
        next = index;
    }

    @Override
    public FrameCounts counts() {
        return FrameCounts.NONE;
    }

    @Override
    public void close() {
        closed = true;
    }
}
