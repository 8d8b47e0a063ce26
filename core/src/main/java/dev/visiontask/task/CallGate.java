package dev.visiontask.task;

import dev.visiontask.TaskClosedException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Counts the calls in flight, so that closing waits for them and later calls are refused. */
final class CallGate {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private int inFlight;
    private boolean closed;
    private boolean freed;

    /** Lets a call in; every call let in leaves. */
    void enter() {
        lock.lock();
        try {
            if (closed) {
                throw new TaskClosedException("The task is closed. Open a new one, or close it after the last call.");
            }
            inFlight++;
        } finally {
            lock.unlock();
        }
    }

    void leave() {
        lock.lock();
        try {
            inFlight--;
            if (inFlight == 0) {
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Refuses further calls and waits until the last one has left. An interrupt does not end the wait; it is kept.
     *
     * @return whether this call closed the gate and has to free what is behind it, and say so by {@link #freed()}; false
     *     if it was closed before
     */
    boolean closeAndAwait() {
        lock.lock();
        try {
            boolean first = !closed;
            closed = true;
            while (inFlight > 0) {
                changed.awaitUninterruptibly();
            }
            return first;
        } finally {
            lock.unlock();
        }
    }

    /** What is behind the gate is freed. */
    void freed() {
        lock.lock();
        try {
            freed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until what is behind the gate is freed, by the call that closed it. */
    void awaitFreed() {
        lock.lock();
        try {
            while (!freed) {
                changed.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }
}
