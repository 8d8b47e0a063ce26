package dev.visiontask.video;

import dev.visiontask.InferenceException;
import dev.visiontask.Outcome;
import dev.visiontask.TaskClosedException;
import dev.visiontask.VisionException;
import java.util.ArrayDeque;
import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The threads behind a {@link ResultStream}: one that decodes, some that answer. Between them is a queue of frames that
 * wait; each frame that is taken up gets a slot in a second queue, in which the answers wait in order.
 */
final class StreamEngine<R> {
    private final FrameSource frames;
    private final Function<? super Frame, ? extends R> work;
    private final StreamOptions options;
    private final int workers;
    private final StreamThreads threads = new StreamThreads();

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ArrayDeque<Frame> waiting = new ArrayDeque<>();
    private final ArrayDeque<Slot<R>> slots = new ArrayDeque<>();
    private boolean started;
    private boolean closed;

    /** Whether no more frames come: at the end of the source, after its failure, or after a failure of the task. */
    private boolean ended;

    private @Nullable RuntimeException sourceFailure;
    private long decoded;
    private long processed;
    private long dropped;
    private long failed;

    StreamEngine(FrameSource frames, Function<? super Frame, ? extends R> work, StreamOptions options) {
        this.frames = frames;
        this.work = work;
        this.options = options;
        this.workers = Math.max(1, options.workers());
    }

    /** The place of one frame's answer. */
    private static final class Slot<R> {
        private @Nullable FrameResult<R> result;
        private @Nullable Throwable fatal;
    }

    @Nullable
    FrameResult<R> next() {
        lock.lock();
        try {
            start();
            while (!closed) {
                Slot<R> first = slots.peek();
                if (first != null && first.fatal != null) {
                    throw rethrown(first.fatal);
                }
                if (first != null && first.result != null) {
                    slots.poll();
                    changed.signalAll();
                    return first.result;
                }
                if (first == null && ended && waiting.isEmpty()) {
                    return end();
                }
                changed.await();
            }
            return null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("The wait for the next answer was interrupted");
        } finally {
            lock.unlock();
        }
    }

    private @Nullable FrameResult<R> end() {
        if (sourceFailure != null) {
            throw sourceFailure;
        }
        return null;
    }

    private static RuntimeException rethrown(Throwable fatal) {
        if (fatal instanceof Error error) {
            throw error;
        }
        return (RuntimeException) fatal;
    }

    private void start() {
        if (started || closed) {
            return;
        }
        started = true;
        threads.start("decode", this::decode);
        for (int i = 0; i < workers; i++) {
            threads.start("answer", this::answer);
        }
    }

    private void decode() {
        try {
            for (Frame frame = frames.next(); frame != null && offer(frame); frame = frames.next()) {}
            ended(null);
        } catch (RuntimeException e) {
            ended(e);
        } catch (Error e) {
            ended(new InferenceException("Reading frames failed: " + e, e));
        }
    }

    private void ended(@Nullable RuntimeException failure) {
        lock.lock();
        try {
            ended = true;
            sourceFailure = failure;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Puts a frame into the queue; false if nobody wants more. */
    private boolean offer(Frame frame) {
        lock.lock();
        try {
            decoded++;
            int room = options.backpressure() == Backpressure.LATEST ? 1 : options.queue();
            while (waiting.size() >= room && !ended && !closed) {
                if (options.backpressure() == Backpressure.BLOCK) {
                    changed.await();
                } else {
                    drop(waiting.remove());
                }
            }
            if (ended || closed) {
                drop(frame);
                return false;
            }
            waiting.add(frame);
            changed.signalAll();
            return true;
        } catch (InterruptedException e) {
            drop(frame);
            return false;
        } finally {
            lock.unlock();
        }
    }

    private void drop(Frame frame) {
        dropped++;
        frame.close();
    }

    /** A frame on its way through the task, with the place for its answer. */
    private record Taken<R>(Frame frame, Slot<R> slot) {}

    private void answer() {
        for (Taken<R> taken = take(); taken != null; taken = take()) {
            Frame frame = taken.frame();
            Outcome<R> outcome = null;
            Throwable fatal = null;
            try {
                outcome = outcome(frame);
            } catch (TaskClosedException | Error e) {
                fatal = e;
            }
            boolean keep = options.keepFrames() && outcome != null;
            FrameResult<R> result = outcome == null
                    ? null
                    : new FrameResult<>(frame.index(), frame.time(), frame.size(), outcome, keep ? frame : null);
            if (!keep) {
                frame.close();
            }
            finish(taken.slot(), result, fatal);
        }
    }

    private Outcome<R> outcome(Frame frame) {
        try {
            return new Outcome.Success<>(work.apply(frame));
        } catch (TaskClosedException e) {
            // It will not answer the next frame either.
            throw e;
        } catch (VisionException e) {
            return new Outcome.Failure<>(e);
        } catch (RuntimeException e) {
            return new Outcome.Failure<>(new InferenceException("The task failed unexpectedly: " + e, e));
        }
    }

    private @Nullable Taken<R> take() {
        lock.lock();
        try {
            while (!closed && (slots.size() >= answersAhead() || waiting.isEmpty())) {
                if (ended && waiting.isEmpty()) {
                    return null;
                }
                changed.await();
            }
            if (closed) {
                return null;
            }
            Slot<R> slot = new Slot<>();
            slots.add(slot);
            Frame frame = waiting.remove();
            changed.signalAll();
            return new Taken<>(frame, slot);
        } catch (InterruptedException e) {
            return null;
        } finally {
            lock.unlock();
        }
    }

    /** With the newest frame only, no answer may grow old either. */
    private int answersAhead() {
        return workers + (options.backpressure() == Backpressure.LATEST ? 0 : options.queue());
    }

    private void finish(Slot<R> slot, @Nullable FrameResult<R> result, @Nullable Throwable fatal) {
        lock.lock();
        try {
            slot.result = result;
            slot.fatal = fatal;
            if (fatal != null || (result != null && !result.outcome().isSuccess())) {
                failed++;
            } else {
                processed++;
            }
            if (fatal != null) {
                ended = true;
                dropWaiting();
            }
            if (closed) {
                discard(slot);
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void dropWaiting() {
        while (!waiting.isEmpty()) {
            drop(waiting.remove());
        }
    }

    /** Nobody takes this answer any more. */
    private static void discard(Slot<?> slot) {
        FrameResult<?> result = slot.result;
        if (result != null && result.frame() != null) {
            result.frame().close();
        }
    }

    StreamCounts counts() {
        lock.lock();
        try {
            return new StreamCounts(decoded, processed, dropped, failed);
        } finally {
            lock.unlock();
        }
    }

    void close() {
        lock.lock();
        try {
            closed = true;
            dropWaiting();
            slots.forEach(StreamEngine::discard);
            slots.clear();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        try {
            // Ends a read that waits.
            frames.close();
        } finally {
            threads.stop();
        }
    }
}
