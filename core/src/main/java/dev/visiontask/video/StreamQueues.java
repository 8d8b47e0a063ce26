package dev.visiontask.video;

import java.util.ArrayDeque;
import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What waits between the threads of a stream: frames for the task, and slots in which the results come, in the order of
 * the frames. Only the consumer's wait ends by an interrupt.
 */
final class StreamQueues<R> {
    private final Backpressure backpressure;
    private final int room;
    private final int slotsAhead;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ArrayDeque<Frame> waiting = new ArrayDeque<>();
    private final ArrayDeque<Slot<R>> slots = new ArrayDeque<>();
    private boolean closed;

    /** Whether no more frames come: at the end of the source, after its failure, or after a failure of the task. */
    private boolean ended;

    private @Nullable Throwable failure;
    private long decoded;
    private long processed;
    private long dropped;
    private long failed;

    StreamQueues(StreamOptions options, int workers) {
        this.backpressure = options.backpressure();
        boolean latest = backpressure == Backpressure.LATEST;
        this.room = latest ? 1 : options.queue();
        // With the newest frame only, no result may grow old either.
        this.slotsAhead = workers + (latest ? 0 : options.queue());
    }

    /** Where one frame's result will be. */
    private static final class Slot<R> {
        private @Nullable FrameResult<R> result;
        private @Nullable Throwable fatal;
    }

    /** A frame on its way through the task, with the slot for its result. */
    static final class Taken<R> {
        private final Frame frame;
        private final Slot<R> slot;

        private Taken(Frame frame, Slot<R> slot) {
            this.frame = frame;
            this.slot = slot;
        }

        Frame frame() {
            return frame;
        }
    }

    /** The next result, waiting for it; null at the end and once closed. */
    @Nullable
    FrameResult<R> next() {
        lock.lock();
        try {
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
            throw new CancellationException("The wait for the next result was interrupted; the stream goes on");
        } finally {
            lock.unlock();
        }
    }

    private @Nullable FrameResult<R> end() {
        if (failure != null) {
            throw rethrown(failure);
        }
        return null;
    }

    private static RuntimeException rethrown(Throwable fatal) {
        if (fatal instanceof Error error) {
            throw error;
        }
        return (RuntimeException) fatal;
    }

    /** Puts a frame into the queue; false if nobody wants more. */
    boolean offer(Frame frame) {
        lock.lock();
        try {
            decoded++;
            while (waiting.size() >= room && !ended && !closed) {
                if (backpressure == Backpressure.BLOCK) {
                    changed.awaitUninterruptibly();
                } else {
                    drop(waiting.remove());
                }
            }
            if (ended || closed) {
                drop(frame);
                return false;
            }
            forgetInterrupt();
            waiting.add(frame);
            changed.signalAll();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /**
     * A source or task that leaves its thread interrupted must not make the stream end early. Held: the lock, so that the
     * interrupt that comes after closing is not forgotten.
     */
    private void forgetInterrupt() {
        if (!closed) {
            Thread.interrupted();
        }
    }

    private void drop(Frame frame) {
        dropped++;
        frame.close();
    }

    /** No more frames come; the failure, an error or an unchecked exception, is thrown after the last result. */
    void end(@Nullable Throwable reason) {
        lock.lock();
        try {
            if (!ended) {
                ended = true;
                failure = reason;
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** The next frame for the task, waiting for it; null if none comes any more. */
    @Nullable
    Taken<R> take() {
        lock.lock();
        try {
            while (!closed && (slots.size() >= slotsAhead || waiting.isEmpty())) {
                if (ended && waiting.isEmpty()) {
                    return null;
                }
                changed.awaitUninterruptibly();
            }
            if (closed) {
                return null;
            }
            forgetInterrupt();
            Slot<R> slot = new Slot<>();
            slots.add(slot);
            Taken<R> taken = new Taken<>(waiting.remove(), slot);
            changed.signalAll();
            return taken;
        } finally {
            lock.unlock();
        }
    }

    /** A frame has its result. */
    void finish(Taken<R> taken, FrameResult<R> result) {
        lock.lock();
        try {
            taken.slot.result = result;
            if (result.outcome().isSuccess()) {
                processed++;
            } else {
                failed++;
            }
            if (closed) {
                discard(taken.slot);
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** The task can go on no more: the consumer gets the reason in the place of this frame's result. */
    void fail(Taken<R> taken, Throwable fatal) {
        lock.lock();
        try {
            taken.slot.fatal = fatal;
            failed++;
            ended = true;
            dropWaiting();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** No frame that waits will be worked on. */
    void abandon(Throwable reason) {
        lock.lock();
        try {
            end(reason);
            dropWaiting();
        } finally {
            lock.unlock();
        }
    }

    private void dropWaiting() {
        while (!waiting.isEmpty()) {
            drop(waiting.remove());
        }
    }

    /** Nobody takes this result any more. */
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

    /** Wakes everybody and drops everything; false if that was done before. */
    boolean close() {
        lock.lock();
        try {
            boolean first = !closed;
            closed = true;
            dropWaiting();
            slots.forEach(StreamQueues::discard);
            slots.clear();
            changed.signalAll();
            return first;
        } finally {
            lock.unlock();
        }
    }
}
