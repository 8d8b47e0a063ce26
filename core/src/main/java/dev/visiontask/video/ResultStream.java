package dev.visiontask.video;

import dev.visiontask.ImageSource;
import dev.visiontask.VisionTask;
import java.time.Duration;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * The answers of a task to the frames of a video, in the order of the frames. Frames are decoded on one thread and
 * answered on others, ahead of the caller by no more than {@link StreamOptions#queue()}; memory does not grow with the
 * length of the video. Nothing happens before the first answer is asked for.
 *
 * <p><b>Errors.</b> A frame for which the task fails has a result with the error, and the stream goes on. When the source
 * fails, the answers to the frames before come first, then its exception is thrown. The same goes for a task that is
 * closed, or an {@link Error} in it.
 *
 * <p><b>Closing</b> interrupts the threads, closes the source, and waits until nothing of the stream runs any more. Always
 * close a stream; any thread may, and a caller that waits for an answer gets the end then. A task or source that hangs is
 * given up after 30 seconds, with a warning in the log. The source and the work may close the stream, too; then closing only
 * tells the threads to end, and does not wait for them.
 *
 * <p><b>Interrupts.</b> Waiting for an answer ends with a {@link java.util.concurrent.CancellationException} when the
 * waiting thread is interrupted; nothing is lost by that, the next call gives the next answer. Closing does its work to the
 * end on an interrupted thread. Either way the thread stays interrupted. A source or work that leaves a thread of the
 * stream interrupted does not end the stream.
 *
 * <p><b>Threads.</b> One thread at a time takes answers; {@link #counts()} and {@link #close()} may come from any.
 *
 * @param <R> the result for one frame
 */
public final class ResultStream<R> implements Iterable<FrameResult<R>>, AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final StreamEngine<R> engine;
    private final AtomicBoolean iterated = new AtomicBoolean();

    private ResultStream(StreamEngine<R> engine) {
        this.engine = engine;
    }

    /**
     * Runs a task over frames.
     *
     * @param task stays open when the stream is closed
     * @param frames closed together with the stream
     */
    public static <R> ResultStream<R> of(VisionTask<ImageSource, R> task, FrameSource frames, StreamOptions options) {
        Objects.requireNonNull(task, "task");
        int workers = options.workers() > 0 ? options.workers() : task.info().concurrency();
        return map(frames, frame -> task.run(frame.image()), options.withWorkers(Math.max(1, workers)));
    }

    /**
     * Runs any work over frames, such as a task with options of a call, or several tasks on each frame.
     *
     * @param frames closed together with the stream
     * @param work called on threads of the stream, by as many at a time as {@link StreamOptions#workers()} says, one
     *     unless said otherwise; it must not close the frame, nor keep its picture
     */
    public static <R> ResultStream<R> map(
            FrameSource frames, Function<? super Frame, ? extends R> work, StreamOptions options) {
        return map(frames, work, options, PATIENCE);
    }

    /** With less patience, for tests. */
    static <R> ResultStream<R> map(
            FrameSource frames, Function<? super Frame, ? extends R> work, StreamOptions options, Duration patience) {
        Objects.requireNonNull(frames, "frames");
        Objects.requireNonNull(work, "work");
        return new ResultStream<>(new StreamEngine<>(frames, work, options, patience));
    }

    /**
     * The next answer, waiting for it.
     *
     * @return null at the end, and once the stream is closed
     * @throws dev.visiontask.BadInputException if the source failed
     * @throws java.util.concurrent.CancellationException if this thread was interrupted while it waited
     * @throws IllegalStateException if the stream's own source or work calls this, which would wait for itself
     */
    public @Nullable FrameResult<R> next() {
        return engine.next();
    }

    /** What became of the frames so far. */
    public StreamCounts counts() {
        return engine.counts();
    }

    /** The remaining answers; to be asked for once. */
    @Override
    public Iterator<FrameResult<R>> iterator() {
        if (!iterated.compareAndSet(false, true)) {
            throw new IllegalStateException("The answers of a stream come once; open the video again for another pass");
        }
        return new Results();
    }

    /** The remaining answers as a sequential stream of the JDK, whose closing closes this one; to be asked for once. */
    public Stream<FrameResult<R>> stream() {
        int order = Spliterator.ORDERED | Spliterator.NONNULL;
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(iterator(), order), false)
                .onClose(this::close);
    }

    /** Stops the threads, waits for them, and closes the source. Closing twice is harmless. */
    @Override
    public void close() {
        engine.close();
    }

    private final class Results implements Iterator<FrameResult<R>> {
        private @Nullable FrameResult<R> ahead;
        private boolean ended;

        @Override
        public boolean hasNext() {
            if (ahead == null && !ended) {
                ahead = ResultStream.this.next();
                ended = ahead == null;
            }
            return ahead != null;
        }

        @Override
        public FrameResult<R> next() {
            FrameResult<R> result = hasNext() ? ahead : null;
            if (result == null) {
                throw new NoSuchElementException("The stream has ended");
            }
            ahead = null;
            return result;
        }
    }
}
