package dev.visiontask.video;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Frames at a pace, as a camera gives them. */
class PacedSource implements FrameSource {
    private final FrameSource frames;
    private final long nanos;

    PacedSource(FrameSource frames, long micros) {
        this.frames = frames;
        this.nanos = micros * 1000;
    }

    @Override
    public VideoInfo info() {
        return frames.info();
    }

    @Override
    public @Nullable Frame next() {
        LockSupport.parkNanos(nanos);
        return frames.next();
    }

    @Override
    public void seek(Duration time) {
        frames.seek(time);
    }

    @Override
    public void seekFrame(long index) {
        frames.seekFrame(index);
    }

    @Override
    public FrameCounts counts() {
        return frames.counts();
    }

    @Override
    public void close() {
        frames.close();
    }
}
