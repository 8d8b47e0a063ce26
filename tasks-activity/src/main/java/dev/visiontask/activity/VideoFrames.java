package dev.visiontask.activity;

import dev.visiontask.BadInputException;
import dev.visiontask.video.DecodeSize;
import dev.visiontask.video.Frame;
import dev.visiontask.video.FrameOptions;
import dev.visiontask.video.FrameSource;
import dev.visiontask.video.Frames;
import dev.visiontask.video.Sampling;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;

/** The frames of a video file as those of a clip: read in one go, and only those that are looked at become pixels. */
final class VideoFrames implements ClipFrames {
    /** Frames between two that are looked at, from which on a key frame between them is worth a look. */
    private static final int FAR = 48;

    private final Path video;
    private final FrameOptions options;
    private final long count;

    /** From the place of a frame in the clip to its index in the video. */
    private final LongUnaryOperator indexes;

    /** Where the count comes from, open at the beginning of the clip; null if the video must be opened anew. */
    private @Nullable FrameSource source;

    private VideoFrames(Path video, FrameOptions options, long count, LongUnaryOperator indexes) {
        this.video = video;
        this.options = options;
        this.count = count;
        this.indexes = indexes;
    }

    static ClipFrames of(Path video, FrameOptions options) {
        Sampling sampling = options.sampling();
        long first = sampling.firstFrame();
        long end = sampling.endFrame();
        boolean range = sampling.equals(Sampling.ALL.frames(first, end));
        FrameSource opened = Frames.open(video, options);
        try {
            if (range) {
                end = Math.min(end, opened.info().frames().orElse(end));
            }
            if (range && end != Long.MAX_VALUE && end > first) {
                VideoFrames frames = new VideoFrames(video, options, end - first, place -> first + place);
                frames.source = opened;
                opened = null;
                return frames;
            }
        } finally {
            if (opened != null) {
                opened.close();
            }
        }
        return count(video, options);
    }

    /** Decodes the clip, with next to no pixels, to note which frames there are. */
    private static VideoFrames count(Path video, FrameOptions options) {
        long[] indexes = new long[256];
        int count = 0;
        try (FrameSource source = Frames.open(video, options.withSize(DecodeSize.exactly(1, 1)))) {
            for (Frame frame = source.next(); frame != null; frame = source.next()) {
                if (count == indexes.length) {
                    indexes = Arrays.copyOf(indexes, count * 2);
                }
                indexes[count++] = frame.index();
                frame.close();
            }
        }
        if (count == 0) {
            throw new BadInputException(video + ": expected frames in the clip (" + options.sampling()
                    + "), found none: the video ends before");
        }
        long[] known = indexes;
        return new VideoFrames(video, options, count, place -> known[Math.toIntExact(place)]);
    }

    @Override
    public long count() {
        return count;
    }

    @Override
    public boolean read(long[] places, Taker taker) {
        FrameSource frames = source;
        if (frames == null) {
            long first = indexes.applyAsLong(places[0]);
            long last = indexes.applyAsLong(places[places.length - 1]);
            Sampling range = Sampling.ALL.frames(first, last + 1);
            frames = Frames.open(video, options.withSampling(range));
            source = frames;
        }
        int next = 0;
        long at = indexes.applyAsLong(0);
        while (next < places.length) {
            long wanted = indexes.applyAsLong(places[next]);
            if (wanted - at > FAR && jumps(frames)) {
                frames.seekFrame(wanted);
            }
            try (Frame frame = frames.nextFrom(wanted)) {
                if (frame == null) {
                    return false;
                }
                at = frame.index();
                while (next < places.length && indexes.applyAsLong(places[next]) <= at) {
                    taker.take(places[next], at, frame.image());
                    next++;
                }
            }
        }
        return true;
    }

    /**
     * Whether to look for key frames. That takes reading the whole file once, which a clip at its beginning does not need;
     * a clip that begins later has needed it already.
     */
    private boolean jumps(FrameSource frames) {
        long announced = frames.info().frames().orElse(count);
        return indexes.applyAsLong(0) > 0 || 2 * count > announced;
    }

    @Override
    public ClipFrames counted() {
        close();
        return count(video, options);
    }

    @Override
    public void close() {
        if (source != null) {
            source.close();
            source = null;
        }
    }
}
