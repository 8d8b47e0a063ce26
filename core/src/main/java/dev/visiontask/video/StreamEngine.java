package dev.visiontask.video;

import dev.visiontask.InferenceException;
import dev.visiontask.Outcome;
import dev.visiontask.TaskClosedException;
import dev.visiontask.VisionException;
import dev.visiontask.internal.Interrupts;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The threads behind a {@link ResultStream}: one that decodes, some that run the task, {@link StreamQueues} between them. */
final class StreamEngine<R> {
    private final FrameSource frames;
    private final Function<? super Frame, ? extends R> work;
    private final boolean keepFrames;
    private final int workers;
    private final Duration patience;
    private final StreamThreads threads;
    private final StreamQueues<R> queues;

    /** Guards the next two; nothing of a caller runs under it. */
    private final Object life = new Object();

    private boolean started;
    private boolean stopped;

    private final AtomicBoolean closing = new AtomicBoolean();
    private final CountDownLatch released = new CountDownLatch(1);
    private volatile @Nullable Thread closer;

    /**
     * Nothing runs yet.
     *
     * @param patience how long closing waits for a thread that hangs
     */
    StreamEngine(
            FrameSource frames, Function<? super Frame, ? extends R> work, StreamOptions options, Duration patience) {
        this.frames = frames;
        this.work = work;
        this.patience = patience;
        this.keepFrames = options.keepFrames();
        this.workers = Math.max(1, options.workers());
        this.threads = new StreamThreads(patience);
        this.queues = new StreamQueues<>(options, workers);
    }

    @Nullable
    FrameResult<R> next() {
        if (threads.isOwn()) {
            throw new IllegalStateException(
                    "next() was called by the stream's own source or work, which would wait for itself");
        }
        start();
        return queues.next();
    }

    private void start() {
        synchronized (life) {
            if (started || stopped) {
                return;
            }
            started = true;
            try {
                threads.start("decode", this::decode);
                for (int i = 0; i < workers; i++) {
                    threads.start("task", this::runTask);
                }
            } catch (Error e) {
                // The system gives no more threads: those that started end, and later calls say why.
                queues.abandon(e);
                throw e;
            }
        }
    }

    private void decode() {
        try {
            for (Frame frame = frames.next(); frame != null && queues.offer(frame); frame = frames.next()) {}
            queues.end(null);
        } catch (RuntimeException e) {
            queues.end(e);
        } catch (Throwable e) {
            queues.end(new InferenceException("Reading frames failed: " + e, e));
        }
    }

    private void runTask() {
        for (StreamQueues.Taken<R> taken = queues.take(); taken != null; taken = queues.take()) {
            try {
                queues.finish(taken, result(taken.frame()));
            } catch (TaskClosedException | Error e) {
                // It will not answer the next frame either.
                queues.fail(taken, e);
            }
        }
    }

    private FrameResult<R> result(Frame frame) {
        boolean keep = false;
        try {
            Outcome<R> outcome = outcome(frame);
            FrameResult<R> result =
                    new FrameResult<>(frame.index(), frame.time(), frame.size(), outcome, keepFrames ? frame : null);
            keep = keepFrames;
            return result;
        } finally {
            if (!keep) {
                frame.close();
            }
        }
    }

    private Outcome<R> outcome(Frame frame) {
        try {
            return new Outcome.Success<>(work.apply(frame));
        } catch (TaskClosedException | Error e) {
            throw e;
        } catch (VisionException e) {
            return new Outcome.Failure<>(e);
        } catch (Throwable e) {
            return new Outcome.Failure<>(new InferenceException("The task failed unexpectedly: " + e, e));
        }
    }

    StreamCounts counts() {
        return queues.counts();
    }

    void close() {
        synchronized (life) {
            stopped = true;
        }
        queues.close();
        threads.interrupt();
        try {
            release();
        } finally {
            if (!threads.isOwn()) {
                threads.join();
            }
        }
    }

    /** Closes the source once, which ends a read that waits. Others that close meanwhile wait for that. */
    private void release() {
        if (closing.compareAndSet(false, true)) {
            closer = Thread.currentThread();
            try {
                frames.close();
            } finally {
                released.countDown();
            }
        } else if (closer != Thread.currentThread() && !threads.isOwn()) {
            boolean done = Interrupts.await(released, patience);
            if (!done) {
                System.getLogger(StreamEngine.class.getName())
                        .log(Level.WARNING, "Closing {0} has not ended within {1}: it hangs", frames, patience);
            }
        }
    }
}
