package dev.visiontask.activity;

import dev.visiontask.ImageSource;
import dev.visiontask.video.FrameOptions;
import dev.visiontask.video.FrameSource;
import dev.visiontask.video.Sampling;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * A stretch of video that a task shall look at: where its frames are, not yet read. An immutable description, safe to
 * share between threads and to use any number of times, except for {@link #of(FrameSource, int)}.
 *
 * <p><b>How many frames.</b> The frames to look at are chosen by the number of frames in the clip. For a range of
 * indexes this is the length of the range, for a whole file what the container announces; where nothing is announced,
 * for ranges of time, and where the video turns out to be shorter, the clip is decoded once to count. A picture whose
 * data is broken is replaced by the next one.
 */
public final class Clip {
    private final String name;
    private final Supplier<ClipFrames> frames;

    /**
     * A clip.
     *
     * @param frames opens them for one use
     */
    Clip(String name, Supplier<ClipFrames> frames) {
        this.name = name;
        this.frames = frames;
    }

    /** A whole video file, or a folder of pictures; what {@link dev.visiontask.video.Frames#open(Path)} reads. */
    public static Clip of(Path video) {
        return of(video, FrameOptions.DEFAULT);
    }

    /**
     * The frames of a video from one index to another, counted from 0.
     *
     * @param startFrame the first one
     * @param endFrame the one after the last; a video that ends before it gives a shorter clip
     */
    public static Clip of(Path video, long startFrame, long endFrame) {
        if (startFrame < 0 || endFrame <= startFrame) {
            throw new IllegalArgumentException(
                    "Expected 0 <= start frame < end frame, found: " + startFrame + " and " + endFrame);
        }
        return of(video, FrameOptions.DEFAULT.withSampling(Sampling.ALL.frames(startFrame, endFrame)));
    }

    /** The frames of a video that are shown from one time on, and before another one. */
    public static Clip of(Path video, Duration from, Duration to) {
        return of(video, FrameOptions.DEFAULT.withSampling(Sampling.ALL.between(from, to)));
    }

    /**
     * The frames of a video that the sampling of these options takes: a range, or one at a lower rate. The model's frames
     * are chosen from these.
     */
    public static Clip of(Path video, FrameOptions options) {
        Objects.requireNonNull(video, "video");
        Objects.requireNonNull(options, "options");
        return new Clip(video.toString(), () -> VideoFrames.of(video, options));
    }

    /**
     * The next frames of an open source, such as a camera. Each use of the clip reads on, on the thread that uses it; the
     * source stays open. If it ends early, its last frame stands for those that are missing.
     *
     * @param count how many, at least 1
     */
    public static Clip of(FrameSource source, int count) {
        if (count < 1) {
            throw new IllegalArgumentException("Expected a clip of at least 1 frame, found: " + count);
        }
        return new Clip(source.info().name(), () -> new SourceFrames(source, count));
    }

    /**
     * Pictures, each a frame, in this order.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Clip ofPictures(List<? extends ImageSource> pictures) {
        List<ImageSource> copy = List.copyOf(pictures);
        if (copy.isEmpty()) {
            throw new IllegalArgumentException("Expected a clip of at least 1 picture, found none");
        }
        String name = copy.get(0).name()
                + (copy.size() == 1 ? "" : " to " + copy.get(copy.size() - 1).name());
        return new Clip(name, () -> new PictureFrames(copy));
    }

    /** For messages and JSON: the path as given, the name of the source, the first and the last picture. */
    public String name() {
        return name;
    }

    /** The frames, for one use. */
    ClipFrames open() {
        return frames.get();
    }

    @Override
    public String toString() {
        return name;
    }
}
