package dev.visiontask.video;

import dev.visiontask.ImageSize;
import dev.visiontask.ImageSource;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * One picture of a video with its place in time. Its pixels lie in memory outside the Java heap, which
 * {@link #close()} gives back for the next frames. A frame that is never closed is no leak, but costs the source a new
 * piece of memory.
 *
 * <p><b>Threads.</b> Immutable apart from closing; any thread may use or close it.
 */
public final class Frame implements AutoCloseable {
    private final long index;
    private final Duration time;
    private final ImageSize size;
    private final ImageSize fullSize;
    private final boolean damaged;
    private final ImageSource image;
    private final @Nullable Runnable release;
    private final AtomicBoolean closed = new AtomicBoolean();

    Frame(Place place, ImageSize size, ImageSize fullSize, ImageSource image, @Nullable Runnable release) {
        this.index = place.index();
        this.time = place.time();
        this.damaged = place.damaged();
        this.size = size;
        this.fullSize = fullSize;
        this.image = image;
        this.release = release;
    }

    /**
     * Where a frame is in its video.
     *
     * @param index its number, in the order of showing, from 0
     * @param time when it is shown, as the video says
     * @param damaged whether the decoder found its data damaged
     */
    public record Place(long index, Duration time, boolean damaged) {}

    /**
     * A frame of a source of one's own.
     *
     * @param index 0 for the first one
     * @param time when it is shown
     * @param size the size of the picture
     * @param image the picture
     */
    public static Frame of(long index, Duration time, ImageSize size, ImageSource image) {
        Objects.requireNonNull(time, "time");
        Objects.requireNonNull(image, "image");
        if (index < 0) {
            throw new IllegalArgumentException("Expected an index of at least 0, found: " + index);
        }
        return new Frame(new Place(index, time, false), size, size, image, null);
    }

    /** The number of the frame in its video, in the order of showing, from 0; sampling does not renumber. */
    public long index() {
        return index;
    }

    /** When the frame is shown, as the video says; the first frame need not be at 0. */
    public Duration time() {
        return time;
    }

    /** Width and height of the pixels here, upright. */
    public ImageSize size() {
        return size;
    }

    /** Width and height in the video, upright; larger than {@link #size()} if the frames are decoded smaller. */
    public ImageSize fullSize() {
        return fullSize;
    }

    /** Whether the decoder found the data of this frame damaged, so that parts of the picture are guessed. */
    public boolean damaged() {
        return damaged;
    }

    /**
     * The picture, for any image task: upright, 8-bit BGR. Valid until {@link #close()}; a task that has answered needs
     * it no more.
     *
     * @throws IllegalStateException if the frame is closed
     */
    public ImageSource image() {
        if (closed.get()) {
            throw new IllegalStateException(
                    "Frame " + index + " is closed; close it after the last look at its picture");
        }
        return image;
    }

    /** Gives the memory back to the source. Closing twice is harmless. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true) && release != null) {
            release.run();
        }
    }

    @Override
    public String toString() {
        return "frame " + index + " at " + time.toMillis() / 1000.0 + " s";
    }
}
