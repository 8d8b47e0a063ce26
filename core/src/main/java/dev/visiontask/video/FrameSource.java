package dev.visiontask.video;

import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The frames of a video, one after the other. Opened by {@link Frames}; an application may also write one of its own.
 *
 * <p><b>Threads.</b> One thread at a time reads. {@link #close()} and {@link #counts()} may come from any thread;
 * closing ends a {@link #next()} that waits.
 *
 * <p><b>Interrupts.</b> A thread that is interrupted stays so. Files are read on all the same; a wait for the network or a
 * camera may end with a {@link java.util.concurrent.CancellationException}.
 *
 * <p><b>Memory.</b> Independent of the length of the video.
 */
public interface FrameSource extends AutoCloseable {
    /** What the video says of itself. */
    VideoInfo info();

    /**
     * The next frame that sampling takes; the caller closes it. Pictures whose data is broken are left out and counted.
     *
     * @return null at the end
     * @throws dev.visiontask.BadInputException if reading fails or times out, or if the video ends without a single
     *     picture
     * @throws IllegalStateException if the source is closed
     */
    @Nullable
    Frame next();

    /**
     * The next frame that sampling takes and whose index is at least this one; the caller closes it. Sources that are able
     * to spare the work make no pixels of those before.
     *
     * @return null at the end
     * @throws dev.visiontask.BadInputException as {@link #next()}
     * @throws IllegalStateException if the source is closed
     */
    default @Nullable Frame nextFrom(long index) {
        Frame frame = next();
        while (frame != null && frame.index() < index) {
            frame.close();
            frame = next();
        }
        return frame;
    }

    /**
     * Passes over the next frame that sampling takes, for a caller who needs to know of it but not to see it. Sources that
     * are able to spare the work make no pixels of it; a picture that turns out to be broken only then is passed over like
     * any other.
     *
     * @return where the frame is; null at the end
     * @throws dev.visiontask.BadInputException as {@link #next()}
     * @throws IllegalStateException if the source is closed
     */
    default Frame.@Nullable Place skip() {
        try (Frame frame = next()) {
            return frame == null ? null : new Frame.Place(frame.index(), frame.time(), frame.damaged());
        }
    }

    /**
     * Goes to a time: the next frame is the first one at or after it. Exact, to the frame. Sampling counts anew from
     * there.
     *
     * @throws dev.visiontask.UnsupportedOptionException if the source is live
     */
    void seek(Duration time);

    /**
     * Goes to a frame by its index. Beyond the end there is no next frame. Sampling counts anew from there.
     *
     * @throws dev.visiontask.UnsupportedOptionException if the source is live
     */
    void seekFrame(long index);

    /** What became of the frames so far. */
    FrameCounts counts();

    /** Hands every remaining frame to {@code action}, and closes it afterwards. */
    default void forEach(Consumer<? super Frame> action) {
        for (Frame frame = next(); frame != null; frame = next()) {
            try (Frame current = frame) {
                action.accept(current);
            }
        }
    }

    /** Frees everything; a read in progress ends first. Closing twice is harmless. */
    @Override
    void close();
}
