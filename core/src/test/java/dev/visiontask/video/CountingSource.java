package dev.visiontask.video;

import dev.visiontask.BadInputException;
import dev.visiontask.ImageSize;
import dev.visiontask.ImageSource;
import dev.visiontask.PixelFormat;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** A source of tiny frames that counts how many of them are open. */
final class CountingSource implements FrameSource {
    private static final ImageSize SIZE = new ImageSize(2, 1);

    private final long frames;
    private final @Nullable BadInputException failure;
    private final AtomicInteger open = new AtomicInteger();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final AtomicLong given = new AtomicLong();

    /** So many frames, then the end, or the failure. */
    CountingSource(long frames, @Nullable BadInputException failure) {
        this.frames = frames;
        this.failure = failure;
    }

    /** Frames that were given and not closed. */
    int open() {
        return open.get();
    }

    long given() {
        return given.get();
    }

    boolean isClosed() {
        return closed.getCount() == 0;
    }

    @Override
    public VideoInfo info() {
        return new VideoInfo(
                "counting", "test", "none", "none", SIZE, 0, 0, OptionalLong.empty(), Optional.empty(), true);
    }

    @Override
    public @Nullable Frame next() {
        if (isClosed()) {
            throw new IllegalStateException("closed");
        }
        long number = given.get();
        if (number == frames) {
            if (failure != null) {
                throw failure;
            }
            return null;
        }
        open.incrementAndGet();
        Frame.Place place = new Frame.Place(number, Duration.ofMillis(number), false);
        given.incrementAndGet();
        ImageSource image = ImageSource.ofPixels(ByteBuffer.allocate(6), 2, 1, 6, PixelFormat.BGR);
        return new Frame(place, SIZE, SIZE, image, open::decrementAndGet);
    }

    @Override
    public void seek(Duration time) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void seekFrame(long index) {
        throw new UnsupportedOperationException();
    }

    @Override
    public FrameCounts counts() {
        return FrameCounts.NONE;
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
