package dev.visiontask.video;

import dev.visiontask.ImageSize;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** A video of black pictures that notes which of them were made into pixels. */
class CountingReader implements VideoReader {
    private static final ImageSize SIZE = new ImageSize(4, 2);

    final List<Long> read = new ArrayList<>();
    private final long frames;
    private long index = -1;

    CountingReader(long frames) {
        this.frames = frames;
    }

    @Override
    public VideoInfo info() {
        return new VideoInfo(
                "counting", "test", "none", "none", SIZE, 0, 10, OptionalLong.of(frames), Optional.empty(), false);
    }

    @Override
    public boolean advance() {
        return ++index < frames;
    }

    @Override
    public long index() {
        return index;
    }

    @Override
    public Duration time() {
        return Duration.ofMillis(100 * index);
    }

    @Override
    public boolean damaged() {
        return false;
    }

    @Override
    public ImageSize size() {
        return SIZE;
    }

    @Override
    public void read(ImageSize size, ByteBuffer bgr, int rowStride) {
        read.add(index);
    }

    @Override
    public void seek(Duration time) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void seekFrame(long goal) {
        index = goal - 1;
    }

    @Override
    public long lost() {
        return 0;
    }

    @Override
    public Optional<String> firstProblem() {
        return Optional.empty();
    }

    @Override
    public void cancel() {}

    @Override
    public void close() {}
}
