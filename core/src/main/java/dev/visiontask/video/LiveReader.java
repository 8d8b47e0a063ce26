package dev.visiontask.video;

import dev.visiontask.BadInputException;
import dev.visiontask.ImageSize;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A live source that is opened again when it ends, fails or stalls. Indexes go on counting; times go on from the last
 * one by the time that has really passed. A reading thread that is interrupted while it waits gets a
 * {@link CancellationException}; its next call goes on where it was.
 */
final class LiveReader implements VideoReader {
    private final Opener opener;
    private final Reconnect policy;
    private final VideoInfo info;

    private volatile VideoReader reader;
    private volatile boolean cancelled;
    private boolean connected = true;
    private int attempt;
    private long reconnects;
    private long lost;
    private long firstIndex;
    private long lastIndex = -1;
    private Duration shift = Duration.ZERO;
    private Duration lastTime = Duration.ZERO;
    private long lastArrival = System.nanoTime();
    private boolean shifting;

    private final ReentrantLock lock = new ReentrantLock();

    /** What the wait before an attempt ends by. */
    private final Condition cancelling = lock.newCondition();

    /** Opens the source. */
    interface Opener {
        /** Gives up soon, with any exception, once {@code cancelled} says so. */
        VideoReader open(BooleanSupplier cancelled);
    }

    LiveReader(Opener opener, Reconnect policy) {
        this.opener = opener;
        this.policy = policy;
        this.reader = opener.open(() -> cancelled);
        this.info = reader.info().withLive(true);
    }

    @Override
    public VideoInfo info() {
        return info;
    }

    @Override
    public boolean advance() {
        BadInputException failure = null;
        while (true) {
            try {
                if (connected && reader.advance()) {
                    arrived();
                    return true;
                }
            } catch (BadInputException e) {
                failure = e;
            }
            if (cancelled || attempt >= policy.attempts()) {
                throw ended(failure);
            }
            failure = reopen(failure);
        }
    }

    private BadInputException ended(@Nullable BadInputException failure) {
        String tries = policy.attempts() == 0 ? "" : " after " + policy.attempts() + " attempts to open it again";
        String why = failure == null ? "its stream ended" : failure.getMessage();
        return new BadInputException(info.name() + ": the live source is lost" + tries + ": " + why, failure);
    }

    private void arrived() {
        attempt = 0;
        if (shifting) {
            Duration passed = Duration.ofNanos(System.nanoTime() - lastArrival);
            shift = lastTime.plus(passed).minus(reader.time());
            shifting = false;
        }
        lastIndex = firstIndex + reader.index();
        lastTime = reader.time().plus(shift);
        lastArrival = System.nanoTime();
    }

    private @Nullable BadInputException reopen(@Nullable BadInputException failure) {
        if (connected) {
            connected = false;
            lost += reader.lost();
            reader.close();
        }
        pause(policy.delayBefore(attempt++));
        if (cancelled) {
            return failure;
        }
        try {
            reader = opener.open(() -> cancelled);
        } catch (BadInputException e) {
            return e;
        }
        connected = true;
        if (cancelled) {
            // Meant for the new one, too: cancel() reached the old one.
            reader.cancel();
        }
        reconnects++;
        firstIndex = lastIndex + 1;
        shifting = true;
        return failure;
    }

    private void pause(Duration delay) {
        lock.lock();
        try {
            long left = delay.toNanos();
            while (left > 0 && !cancelled) {
                left = cancelling.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException(info.name() + ": the wait for a lost source was interrupted");
        } finally {
            lock.unlock();
        }
    }

    long reconnects() {
        return reconnects;
    }

    @Override
    public long index() {
        return lastIndex;
    }

    @Override
    public Duration time() {
        return lastTime;
    }

    @Override
    public int rotation() {
        return reader.rotation();
    }

    @Override
    public boolean mirrored() {
        return reader.mirrored();
    }

    @Override
    public boolean damaged() {
        return reader.damaged();
    }

    @Override
    public ImageSize size() {
        return reader.size();
    }

    @Override
    public void read(ImageSize size, ByteBuffer bgr, int rowStride) {
        reader.read(size, bgr, rowStride);
    }

    @Override
    public void seek(Duration time) {
        throw new IllegalStateException("A live source cannot seek");
    }

    @Override
    public void seekFrame(long index) {
        throw new IllegalStateException("A live source cannot seek");
    }

    @Override
    public long lost() {
        return lost + (connected ? reader.lost() : 0);
    }

    @Override
    public Optional<String> firstProblem() {
        return connected ? reader.firstProblem() : Optional.empty();
    }

    @Override
    public void cancel() {
        cancelled = true;
        reader.cancel();
        lock.lock();
        try {
            cancelling.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        if (connected) {
            connected = false;
            reader.close();
        }
    }
}
