package dev.visiontask.task;

import dev.visiontask.TaskClosedException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Counts the calls in flight, so that closing waits for them and later calls are refused. */
final class CallGate {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition idle = lock.newCondition();
    private int inFlight;
    private boolean closed;

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
                idle.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Refuses further calls and waits until the last one has left.
     *
     * @return whether this call closed the gate; false if it was closed before
     */
    boolean closeAndAwait() {
        lock.lock();
        try {
            boolean first = !closed;
            closed = true;
            while (inFlight > 0) {
                idle.awaitUninterruptibly();
            }
            return first;
        } finally {
            lock.unlock();
        }
    }
}
