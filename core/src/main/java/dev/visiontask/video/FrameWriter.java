package dev.visiontask.video;

import dev.visiontask.ImageSize;
import dev.visiontask.ImageSource;
import dev.visiontask.OutputException;
import dev.visiontask.image.BgrFitter;
import dev.visiontask.image.BgrSamples;
import dev.visiontask.image.ImageLimits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Writes frames to a video file. Made by {@link Frames#create}.
 *
 * <p><b>Times.</b> A frame is shown at its own time; the first one is at 0 in the file, the others keep their distances, so
 * that variable rates stay. Times that repeat or run backwards are moved and counted. AVI has a fixed rate; there a frame
 * goes to the nearest free place. Frames without a time follow at {@link WriteOptions#rate()}.
 *
 * <p><b>Sizes.</b> The video has the size of its first frame, or that of the options. Frames of another size are shrunk or
 * enlarged to fit in, in the middle of black, and counted. H.264 and MPEG-4 have even sizes only: an odd one gets a column or
 * row more, which repeats the last one; {@link #size()} tells.
 *
 * <p><b>The file</b> is written under a temporary name beside its own, ending in {@code .part}, and gets its name when it is
 * complete. {@link #close()} completes it with the frames that were written, even if the caller's loop ended by an exception;
 * {@link #discard()} throws it away. After an error of writing, {@code close} deletes what was written. An older file of that
 * name stays until it is replaced by the complete one. Memory does not grow with the length of the video, but for eight bytes
 * a frame of AVI until the next gigabyte.
 *
 * <p><b>Errors.</b> {@link OutputException} if the file cannot be written; after it no more frames are taken.
 * {@link dev.visiontask.BadInputException} for a picture that cannot be read; the next one may be written.
 *
 * <p><b>Interrupts</b> do nothing to the file, before, while or after a frame is written; the thread stays interrupted.
 *
 * <p><b>Threads.</b> Any thread may call; calls wait for each other. Frames come in the order of the calls.
 */
public final class FrameWriter implements AutoCloseable {
    private static final double DEFAULT_RATE = 25;

    private final Path file;
    private final WriteOptions options;
    private final VideoWriterProvider provider;
    private final PartFile part;
    private final BgrFitter fitter;
    private final WriteClock clock;
    private final ReentrantLock lock = new ReentrantLock();

    private @Nullable VideoWriter writer;
    private ImageSize content;
    private boolean closed;
    private boolean broken;
    private long frames;
    private long resized;
    private volatile WriteCounts counts = WriteCounts.NONE;

    private FrameWriter(
            Path file, WriteOptions options, VideoWriterProvider provider, BgrFitter fitter, PartFile part) {
        this.file = file;
        this.options = options;
        this.provider = provider;
        this.fitter = fitter;
        this.part = part;
        this.clock = new WriteClock(options.rate() > 0 ? options.rate() : DEFAULT_RATE);
        this.content = Objects.requireNonNullElse(options.size(), new ImageSize(1, 1));
    }

    static FrameWriter open(Path file, WriteOptions options) {
        VideoWriterProvider provider = VideoWriterProviders.find().choose(file, options);
        BgrFitter fitter = new BgrFitter(ImageLimits.DEFAULT);
        // Last, when nothing is left that may fail: what would fail after it left the file behind.
        return new FrameWriter(file, options, provider, fitter, PartFile.create(file));
    }

    /**
     * Adds a frame at its time. The frame stays open.
     *
     * @throws OutputException if writing fails
     * @throws IllegalStateException if the writer is closed, or failed before
     */
    public void write(Frame frame) {
        write(frame.image(), frame.time());
    }

    /**
     * Adds a picture.
     *
     * @param time when it is shown, by the same clock as the others; the first one may have any
     * @throws dev.visiontask.BadInputException if the picture cannot be read; nothing is written then
     * @throws OutputException if writing fails
     * @throws IllegalStateException if the writer is closed, or failed before
     */
    public void write(ImageSource picture, Duration time) {
        add(picture, Objects.requireNonNull(time, "time"));
    }

    /** Adds a picture one frame after the one before, by {@link WriteOptions#rate()}. See {@link #write(ImageSource, Duration)}. */
    public void write(ImageSource picture) {
        add(picture, null);
    }

    private void add(ImageSource picture, @Nullable Duration time) {
        lock.lock();
        try {
            checkOpen();
            ImageSize size = fitter.size(picture);
            VideoWriter open = writer;
            if (open == null) {
                content = Objects.requireNonNullElse(options.size(), size);
                open = begin();
                writer = open;
            }
            BgrSamples samples = fitter.fit(picture, content, open.size());
            encode(open, samples, clock.place(time));
            frames++;
            resized += size.equals(content) ? 0 : 1;
            counts = new WriteCounts(frames, resized, clock.retimed(), clock.last());
        } finally {
            lock.unlock();
        }
    }

    private VideoWriter begin() {
        return provider.open(part.path(), VideoWriterProviders.extension(file), content, options);
    }

    private void encode(VideoWriter open, BgrSamples samples, Duration time) {
        boolean done = false;
        try {
            open.write(samples, time);
            done = true;
        } catch (OutputException e) {
            throw named(e);
        } finally {
            broken = !done;
        }
    }

    /** Providers know the temporary name only. */
    private OutputException named(OutputException e) {
        return new OutputException(file + ": " + e.getMessage(), e);
    }

    private void checkOpen() {
        if (closed) {
            throw new IllegalStateException(file + ": the writer is closed");
        }
        if (broken) {
            throw new IllegalStateException(file + ": writing failed before; no more frames are taken");
        }
    }

    /** What became of the frames so far; from any thread, without waiting. */
    public WriteCounts counts() {
        return counts;
    }

    /** The file. */
    public Path file() {
        return file;
    }

    /**
     * The size of the video.
     *
     * @throws IllegalStateException before the first frame
     */
    public ImageSize size() {
        return begun().size();
    }

    /**
     * How pictures are encoded, such as {@code h264}.
     *
     * @throws IllegalStateException before the first frame
     */
    public String codec() {
        return begun().codec();
    }

    private VideoWriter begun() {
        lock.lock();
        try {
            if (writer == null) {
                throw new IllegalStateException(file + ": nothing is decided before the first frame");
            }
            return writer;
        } finally {
            lock.unlock();
        }
    }

    /** Throws the video away: frees everything and deletes what was written. Harmless on a closed writer. */
    public void discard() {
        end(false);
    }

    /**
     * Completes the file and gives it its name; after an error of writing, deletes it. Closing twice is harmless.
     *
     * @throws OutputException if completing fails, or if no frame was written; there is no new file then
     */
    @Override
    public void close() {
        end(true);
    }

    private void end(boolean complete) {
        lock.lock();
        try {
            if (closed) {
                return;
            }
            closed = true;
            boolean kept = false;
            try {
                if (complete && !broken) {
                    finish();
                    kept = true;
                }
            } finally {
                release(kept);
            }
        } finally {
            lock.unlock();
        }
    }

    private void finish() {
        if (writer == null || frames == 0) {
            throw new OutputException(file + ": expected at least one frame, found none; no video was written");
        }
        try {
            writer.finish();
        } catch (OutputException e) {
            throw named(e);
        }
    }

    /** Frees everything and decides about the file; a failure of one does not keep back the others. */
    private void release(boolean kept) {
        try (fitter) {
            if (writer != null) {
                writer.close();
            }
        } finally {
            if (kept) {
                part.keep();
            } else {
                part.discard();
            }
        }
    }
}
