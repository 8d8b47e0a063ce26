package dev.visiontask.benchmarks;

import dev.visiontask.video.DecodeSize;
import dev.visiontask.video.Frame;
import dev.visiontask.video.FrameOptions;
import dev.visiontask.video.FrameSource;
import dev.visiontask.video.Frames;
import java.nio.file.Path;
import java.util.Objects;

/** Our frames of a video; after the last one the first one again. */
final class LoopedVideo implements AutoCloseable {
    private final Path video;
    private final FrameOptions options;
    private FrameSource source;

    /**
     * Opens a video.
     *
     * @param size of both edges; 0 for the size of the video
     */
    LoopedVideo(Path video, int size) {
        this.video = video;
        this.options = size == 0 ? FrameOptions.DEFAULT : FrameOptions.DEFAULT.withSize(DecodeSize.exactly(size, size));
        this.source = Frames.open(video, options);
    }

    Frame next() {
        Frame frame = source.next();
        if (frame == null) {
            source.close();
            source = Frames.open(video, options);
            frame = source.next();
        }
        return Objects.requireNonNull(frame);
    }

    @Override
    public void close() {
        source.close();
    }
}
