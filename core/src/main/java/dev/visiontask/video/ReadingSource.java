package dev.visiontask.video;

import dev.visiontask.BadInputException;
import dev.visiontask.ImageSize;
import dev.visiontask.ImageSource;
import dev.visiontask.PixelFormat;
import dev.visiontask.UnsupportedOptionException;
import dev.visiontask.image.BgrReader;
import dev.visiontask.internal.Interrupts;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The frames of a provider's reader: sampled, turned upright, counted, in memory that is used again. */
final class ReadingSource implements FrameSource {
    private static final double NANOS = 1e9;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final VideoReader reader;
    private final FrameOptions options;
    private final Runnable onClose;
    private final Sampler sampler;
    private final Supplier<Optional<String>> cut;
    private final FramePool pool = new FramePool();
    private final ReentrantLock lock = new ReentrantLock();

    private volatile boolean closed;

    /** Whether closing left the freeing to the thread that reads. */
    private volatile boolean left;

    private volatile boolean released;
    private volatile FrameCounts counts = FrameCounts.NONE;
    private boolean positioned;
    private boolean sought;
    private long decoded;
    private long brokenPictures;
    private long missing;
    private long damaged;
    private long disordered;
    private @Nullable Duration lastTime;
    private @Nullable String firstProblem;

    ReadingSource(VideoReader reader, FrameOptions options, Supplier<Optional<String>> cut) {
        this(reader, options, cut, () -> {});
    }

    /**
     * Nothing is read yet.
     *
     * @param cut what is missing at the end of the file, asked once all of it was read
     * @param onClose called once, after the reader was closed
     */
    ReadingSource(VideoReader reader, FrameOptions options, Supplier<Optional<String>> cut, Runnable onClose) {
        this.reader = reader;
        this.cut = cut;
        this.onClose = onClose;
        this.options = options;
        this.sampler = new Sampler(options.sampling());
    }

    @Override
    public VideoInfo info() {
        return reader.info();
    }

    @Override
    public FrameCounts counts() {
        return counts;
    }

    @Override
    public @Nullable Frame next() {
        return reading(() -> read(0));
    }

    @Override
    public @Nullable Frame nextFrom(long index) {
        return reading(() -> read(index));
    }

    @Override
    public Frame.@Nullable Place skip() {
        return reading(() -> advance(0) ? place() : null);
    }

    private <T> @Nullable T reading(Supplier<@Nullable T> step) {
        lock.lock();
        try {
            checkOpen();
            position();
            return step.get();
        } catch (BadInputException e) {
            // A read that was made to end by closing fails in a way of its own.
            checkOpen();
            throw e;
        } finally {
            if (!released) {
                count();
            }
            unlock();
        }
    }

    /** Before the first frame, goes to where sampling begins. */
    private void position() {
        if (positioned) {
            return;
        }
        positioned = true;
        Sampling sampling = options.sampling();
        if (reader.info().live()) {
            return;
        }
        if (sampling.firstFrame() > 0) {
            sought = true;
            reader.seekFrame(sampling.firstFrame());
        } else if (!sampling.from().isZero()) {
            sought = true;
            reader.seek(sampling.from());
        }
    }

    private @Nullable Frame read(long from) {
        while (advance(from)) {
            Frame frame = picture();
            if (frame != null) {
                return frame;
            }
        }
        return null;
    }

    /** Goes to the next frame that sampling takes, of those from an index on; false at the end. */
    private boolean advance(long from) {
        while (reader.advance()) {
            note();
            switch (sampler.choose(reader.index(), reader.time())) {
                case END -> {
                    return false;
                }
                case SKIP -> {}
                case TAKE -> {
                    if (reader.index() >= from) {
                        return true;
                    }
                }
            }
        }
        checkEnd();
        return false;
    }

    private Frame.Place place() {
        return new Frame.Place(reader.index(), reader.time(), reader.damaged());
    }

    private void note() {
        decoded++;
        if (reader.damaged()) {
            damaged++;
        }
        Duration time = reader.time();
        if (lastTime != null && time.compareTo(lastTime) <= 0) {
            disordered++;
        }
        lastTime = time;
    }

    private @Nullable Frame picture() {
        try {
            return take();
        } catch (BadInputException e) {
            decoded--;
            brokenPictures++;
            if (firstProblem == null) {
                firstProblem = e.getMessage();
            }
            return null;
        }
    }

    private Frame take() {
        ImageSize stored = reader.size();
        int turn = reader.rotation();
        boolean sideways = turn == 90 || turn == 270;
        ImageSize fullSize = sideways ? swapped(stored) : stored;
        ImageSize size = options.size().of(fullSize);
        int rowStride = FramePool.rowStride(size.width());
        ByteBuffer pixels = pool.acquire(rowStride, size.height());
        try {
            if (turn == 0 && !reader.mirrored()) {
                reader.read(size, pixels, rowStride);
            } else {
                readTurned(sideways ? swapped(size) : size, turn, pixels, rowStride);
            }
        } catch (RuntimeException | Error e) {
            pool.release(pixels);
            throw e;
        }
        ImageSource image = ImageSource.ofPixels(pixels, size.width(), size.height(), rowStride, PixelFormat.BGR)
                .named(reader.info().name() + "#" + reader.index());
        return new Frame(place(), size, fullSize, image, () -> pool.release(pixels));
    }

    private void readTurned(ImageSize stored, int turn, ByteBuffer pixels, int rowStride) {
        int storedStride = FramePool.rowStride(stored.width());
        ByteBuffer scratch = pool.acquire(storedStride, stored.height());
        try {
            reader.read(stored, scratch, storedStride);
            BgrReader.turn(scratch, stored, storedStride, turn, reader.mirrored(), pixels, rowStride);
        } finally {
            pool.release(scratch);
        }
    }

    private static ImageSize swapped(ImageSize size) {
        return new ImageSize(size.height(), size.width());
    }

    private void checkEnd() {
        if (!sought) {
            cut.get().ifPresent(this::noteCut);
        }
        long announced = reader.info().frames().orElse(0);
        if (decoded == 0 && !sought) {
            String why = problem().map(text -> "; the first problem: " + text).orElse("");
            throw new BadInputException(reader.info().name() + ": expected a video with pictures, found none in the "
                    + reader.info().format() + " data"
                    + (announced > 0 ? ", which announces " + announced : "") + why);
        }
    }

    private void noteCut(String words) {
        if (problem().isEmpty()) {
            firstProblem = reader.info().name() + ": " + words;
        }
        if (brokenPictures + reader.lost() == 0) {
            missing = Math.max(1, announced() - decoded);
        }
    }

    /** By the duration, where the container does not count. */
    private long announced() {
        double seconds = reader.info().duration().orElse(Duration.ZERO).toNanos() / NANOS;
        return reader.info().frames().orElse(Math.round(seconds * reader.info().frameRate()));
    }

    private Optional<String> problem() {
        return Optional.ofNullable(firstProblem).or(reader::firstProblem);
    }

    private void count() {
        long reconnects = reader instanceof LiveReader live ? live.reconnects() : 0;
        long lost = brokenPictures + reader.lost() + missing;
        counts = new FrameCounts(decoded, lost, damaged, disordered, reconnects, problem());
    }

    @Override
    public void seek(Duration time) {
        if (time.isNegative()) {
            throw new IllegalArgumentException("Expected a time of at least 0, found: " + time);
        }
        seek(() -> reader.seek(time));
    }

    @Override
    public void seekFrame(long index) {
        if (index < 0) {
            throw new IllegalArgumentException("Expected an index of at least 0, found: " + index);
        }
        seek(() -> reader.seekFrame(index));
    }

    private void seek(Runnable move) {
        lock.lock();
        try {
            checkOpen();
            if (reader.info().live()) {
                throw new UnsupportedOptionException(
                        reader.info().name() + ": a live source has no other place to go to; read on instead");
            }
            positioned = true;
            sought = true;
            lastTime = null;
            sampler.restart();
            move.run();
        } catch (BadInputException e) {
            checkOpen();
            throw e;
        } finally {
            unlock();
        }
    }

    private void checkOpen() {
        if (closed) {
            throw new IllegalStateException("The frame source is closed");
        }
    }

    private void unlock() {
        lock.unlock();
        if (left && !lock.isHeldByCurrentThread()) {
            release();
        }
    }

    @Override
    public void close() {
        closed = true;
        if (!released) {
            reader.cancel();
        }
        if (lock.isHeldByCurrentThread() || !Interrupts.lock(lock, PATIENCE)) {
            leave();
            return;
        }
        try {
            release();
        } finally {
            lock.unlock();
        }
    }

    /** The read that is under way frees everything when it ends. */
    private void leave() {
        left = true;
        if (!lock.isHeldByCurrentThread()) {
            System.getLogger(ReadingSource.class.getName())
                    .log(Level.WARNING, "{0}: a read has not ended within {1} of closing", info().name(), PATIENCE);
            if (lock.tryLock()) {
                unlock();
            }
        }
    }

    private void release() {
        lock.lock();
        try {
            if (!released) {
                released = true;
                try {
                    reader.close();
                    pool.close();
                } finally {
                    onClose.run();
                }
            }
        } finally {
            lock.unlock();
        }
    }
}
