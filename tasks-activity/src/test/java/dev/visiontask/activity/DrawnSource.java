package dev.visiontask.activity;

import dev.visiontask.ImageSize;
import dev.visiontask.ImageSource;
import dev.visiontask.PixelFormat;
import dev.visiontask.video.Frame;
import dev.visiontask.video.FrameCounts;
import dev.visiontask.video.FrameSource;
import dev.visiontask.video.VideoInfo;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** A video of frames of one pixel, which notes what was made of each; it may stall or fail at its end. */
final class DrawnSource implements FrameSource {
    private static final ImageSize SIZE = new ImageSize(1, 1);

    final AtomicLong position = new AtomicLong();
    final List<Long> drawn = Collections.synchronizedList(new ArrayList<>());
    final CountDownLatch closed = new CountDownLatch(1);
    private final long frames;
    private final LongFunction<byte[]> bgr;
    private final Runnable end;

    /**
     * A video.
     *
     * @param bgr the pixel of a frame
     * @param end runs where the video ends
     */
    DrawnSource(long frames, LongFunction<byte[]> bgr, Runnable end) {
        this.frames = frames;
        this.bgr = bgr;
        this.end = end;
    }

    /** Waits for {@link #close()}. */
    static DrawnSource stalling(long frames) {
        CountDownLatch[] stop = new CountDownLatch[1];
        DrawnSource source = new DrawnSource(frames, index -> new byte[3], () -> {
            try {
                stop[0].await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            throw new IllegalStateException("closed");
        });
        stop[0] = source.closed;
        return source;
    }

    @Override
    public VideoInfo info() {
        return new VideoInfo(
                "drawn", "test", "none", "none", SIZE, 0, 25, OptionalLong.empty(), Optional.empty(), true);
    }

    @Override
    public @Nullable Frame next() {
        Frame.Place place = skip();
        if (place == null) {
            return null;
        }
        drawn.add(place.index());
        ByteBuffer pixel = ByteBuffer.wrap(bgr.apply(place.index()));
        return Frame.of(place.index(), place.time(), SIZE, ImageSource.ofPixels(pixel, 1, 1, 3, PixelFormat.BGR));
    }

    @Override
    public Frame.@Nullable Place skip() {
        if (position.get() == frames) {
            end.run();
            return null;
        }
        long index = position.getAndIncrement();
        return new Frame.Place(index, Duration.ofMillis(40 * index), false);
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
