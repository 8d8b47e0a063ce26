package dev.visiontask.task;

import dev.visiontask.backend.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * The sessions of a task, each with its preparer. One slot serves one call at a time; who gives a slot back makes it the
 * next to be used, because its buffers are still in the cache. Slots are made when they are first needed.
 */
final class SlotPool<I, C> {
    /** @param counted the part of {@link #nativeBytes()} that is this slot's */
    record Slot<I, C>(InputPreparer<I, C> preparer, Session session, AtomicLong counted) {
        Slot(InputPreparer<I, C> preparer, Session session) {
            this(preparer, session, new AtomicLong());
        }

        long nativeBytes() {
            return preparer.nativeBytes() + session.nativeBytes();
        }

        void close() {
            Closing.all(preparer::close, session::close);
        }
    }

    private final Supplier<Slot<I, C>> factory;
    private final Semaphore permits;
    private final ConcurrentLinkedDeque<Slot<I, C>> idle = new ConcurrentLinkedDeque<>();
    private final AtomicLong nativeBytes = new AtomicLong();

    SlotPool(int size, Supplier<Slot<I, C>> factory) {
        this.factory = factory;
        this.permits = new Semaphore(size);
    }

    Slot<I, C> acquire() {
        permits.acquireUninterruptibly();
        Slot<I, C> slot = idle.pollFirst();
        if (slot != null) {
            return slot;
        }
        try {
            return factory.get();
        } catch (RuntimeException | Error e) {
            permits.release();
            throw e;
        }
    }

    void release(Slot<I, C> slot) {
        try {
            long now = slot.nativeBytes();
            nativeBytes.addAndGet(now - slot.counted().getAndSet(now));
        } finally {
            idle.addFirst(slot);
            permits.release();
        }
    }

    /** What the slots held outside the Java heap, each when it was last given back. */
    long nativeBytes() {
        return nativeBytes.get();
    }

    /** Takes {@code size} slots at the same time, so that all exist, and gives them back. */
    List<Slot<I, C>> acquireAll(int size) {
        List<Slot<I, C>> slots = new ArrayList<>(size);
        try {
            for (int i = 0; i < size; i++) {
                slots.add(acquire());
            }
            return slots;
        } catch (RuntimeException | Error e) {
            slots.forEach(this::release);
            throw e;
        }
    }

    /** Frees all slots; none may be in use. */
    void close() {
        List<Runnable> closers = new ArrayList<>();
        for (Slot<I, C> slot = idle.pollFirst(); slot != null; slot = idle.pollFirst()) {
            nativeBytes.addAndGet(-slot.counted().getAndSet(0));
            closers.add(slot::close);
        }
        Closing.all(closers.toArray(Runnable[]::new));
    }
}
