package dev.visiontask.video.ffmpeg;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOInterruptCB;
import org.bytedeco.javacpp.Pointer;

/**
 * Ends FFmpeg's waiting: after a time, on request, or when a thread that waits for the network or a device is interrupted.
 * FFmpeg asks while it waits, and before each read of a file, which an interrupt must not end. The binding allows few
 * callbacks, so all readers share one and are told apart by a number.
 */
final class Interrupt implements AutoCloseable {
    private static final Map<Long, Interrupt> ACTIVE = new ConcurrentHashMap<>();
    private static final AtomicLong NUMBERS = new AtomicLong();

    private final long number = NUMBERS.incrementAndGet();
    private final long timeoutNanos;
    private volatile long deadline = Long.MAX_VALUE;
    private final boolean local;
    private final BooleanSupplier cancelled;
    private volatile boolean timedOut;
    private volatile boolean interrupted;

    /**
     * In force until closed.
     *
     * @param timeout for one call
     * @param local whether a file is read, which does not wait
     * @param cancelled whether the request has come
     */
    Interrupt(Duration timeout, boolean local, BooleanSupplier cancelled) {
        this.timeoutNanos = timeout.toNanos();
        this.local = local;
        this.cancelled = cancelled;
        ACTIVE.put(number, this);
    }

    void attach(AVFormatContext context) {
        context.interrupt_callback().callback(Holder.CALLBACK);
        context.interrupt_callback().opaque(new Tag(number));
    }

    /** A call into FFmpeg begins: from now on it may take so long. */
    void begin() {
        timedOut = false;
        interrupted = false;
        deadline = System.nanoTime() + timeoutNanos;
    }

    /** The call has returned. */
    void end() {
        deadline = Long.MAX_VALUE;
    }

    /** Whether the last call was made to end, so that its result says nothing of the video. */
    boolean ended() {
        return cancelled.getAsBoolean() || timedOut || interrupted;
    }

    /** Whether the last call was ended by an interrupt of its thread. */
    boolean interrupted() {
        return interrupted && !cancelled.getAsBoolean();
    }

    /** Whether the last call was ended because it took too long. */
    boolean timedOut() {
        return timedOut;
    }

    private boolean ends() {
        if (!local && Thread.currentThread().isInterrupted()) {
            interrupted = true;
        }
        if (deadline != Long.MAX_VALUE && System.nanoTime() - deadline > 0) {
            timedOut = true;
        }
        return ended();
    }

    @Override
    public void close() {
        ACTIVE.remove(number);
    }

    /** A number in the place of an address. */
    private static final class Tag extends Pointer {
        Tag(long number) {
            address = number;
        }
    }

    private static final class Callback extends AVIOInterruptCB.Callback_Pointer {
        @Override
        public int call(Pointer number) {
            Interrupt interrupt = ACTIVE.get(number.address());
            return interrupt != null && interrupt.ends() ? 1 : 0;
        }
    }

    private static final class Holder {
        static final Callback CALLBACK = new Callback();
    }
}
