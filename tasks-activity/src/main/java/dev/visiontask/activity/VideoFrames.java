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
import java.util.OptionalLong;
import java.util.function.LongUnaryOperator;

/** The frames of a video file as those of a clip: opened for each reading, and read in one go. */
final class VideoFrames implements ClipFrames {
    private final Path video;
    private final FrameOptions options;
    private final long count;

    /** From the place of a frame in the clip to its index in the video. */
    private final LongUnaryOperator indexes;

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
        if (range) {
            end = Math.min(end, announced(video, options).orElse(end));
        }
        return range && end != Long.MAX_VALUE && end > first
                ? new VideoFrames(video, options, end - first, place -> first + place)
                : count(video, options);
    }

    private static OptionalLong announced(Path video, FrameOptions options) {
        try (FrameSource source = Frames.open(video, options)) {
            return source.info().frames();
        }
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
        long[] wanted = Arrays.stream(places).map(indexes).toArray();
        Sampling sampling = Sampling.everyNth(step(wanted)).frames(wanted[0], wanted[wanted.length - 1] + 1);
        int next = 0;
        try (FrameSource source = Frames.open(video, options.withSampling(sampling))) {
            for (Frame frame = source.next(); frame != null; frame = source.next()) {
                try (Frame current = frame) {
                    while (next < wanted.length && wanted[next] <= current.index()) {
                        taker.take(places[next], current.index(), current.image());
                        next++;
                    }
                }
            }
        }
        return next == wanted.length;
    }

    /** The largest step that meets all frames, because frames in between cost pixels. */
    private static long step(long[] wanted) {
        long step = 0;
        for (int i = 1; i < wanted.length; i++) {
            long rest = wanted[i] - wanted[i - 1];
            while (rest != 0) {
                long next = step % rest;
                step = rest;
                rest = next;
            }
        }
        return Math.max(1, step);
    }

    @Override
    public ClipFrames counted() {
        return count(video, options);
    }
}
