package dev.visiontask.task;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The slots of a task. One serves one call at a time; who gives a slot back makes it the next to be used, because its
 * buffers are still in the cache. Slots are made when they are first needed.
 *
 * <p>A call holds at most one slot and never waits for a second: then each holder can finish, and no order of calls can
 * make them wait for each other.
 */
final class SlotPool<I, C> {
    private final int size;
    private final Supplier<Slot<I, C>> factory;
    private final Semaphore permits;
    private final ConcurrentLinkedDeque<Slot<I, C>> idle = new ConcurrentLinkedDeque<>();
    private final AtomicInteger made = new AtomicInteger();
    private final AtomicLong nativeBytes = new AtomicLong();

    SlotPool(int size, Supplier<Slot<I, C>> factory) {
        this.size = size;
        this.factory = factory;
        this.permits = new Semaphore(size);
    }

    /** A slot for one call, waiting for it. An interrupt does not end the wait; it is kept. */
    Slot<I, C> acquire() {
        permits.acquireUninterruptibly();
        Slot<I, C> slot = idle.pollFirst();
        if (slot != null) {
            return slot;
        }
        // Every slot is either idle or in the hands of one of the other holders of permits, who are fewer than size.
        made.incrementAndGet();
        return make();
    }

    /** A slot that no call has gone through yet, made if need be; null if there is none that is not in use. */
    @Nullable
    Slot<I, C> acquireCold() {
        permits.acquireUninterruptibly();
        for (Slot<I, C> slot : idle) {
            if (!slot.isWarm() && idle.remove(slot)) {
                return slot;
            }
        }
        if (made.getAndUpdate(count -> Math.min(size, count + 1)) < size) {
            return make();
        }
        permits.release();
        return null;
    }

    private Slot<I, C> make() {
        try {
            return factory.get();
        } catch (RuntimeException | Error e) {
            made.decrementAndGet();
            permits.release();
            throw e;
        }
    }

    void release(Slot<I, C> slot) {
        try {
            nativeBytes.addAndGet(slot.count());
        } finally {
            idle.addFirst(slot);
            permits.release();
        }
    }

    /** What the slots held outside the Java heap, each when it was last given back. */
    long nativeBytes() {
        return nativeBytes.get();
    }

    /** Frees all slots; none may be in use. */
    void close() {
        List<Runnable> closers = new ArrayList<>();
        for (Slot<I, C> slot = idle.pollFirst(); slot != null; slot = idle.pollFirst()) {
            nativeBytes.addAndGet(-slot.counted());
            closers.add(slot::close);
        }
        Closing.all(closers.toArray(Runnable[]::new));
    }
}
