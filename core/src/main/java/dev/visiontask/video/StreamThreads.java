package dev.visiontask.video;

import dev.visiontask.internal.Interrupts;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The threads of one stream: daemons, named after what they do. */
final class StreamThreads {
    private final Duration patience;
    private final List<Thread> threads = new ArrayList<>();

    /**
     * None yet.
     *
     * @param patience how long {@link #join()} waits
     */
    StreamThreads(Duration patience) {
        this.patience = patience;
    }

    synchronized void start(String what, Runnable run) {
        Thread thread = new Thread(run, "visiontask-stream-" + what);
        thread.setDaemon(true);
        thread.start();
        threads.add(thread);
    }

    private synchronized List<Thread> all() {
        return List.copyOf(threads);
    }

    /** Whether the calling thread is one of these. */
    boolean isOwn() {
        return all().contains(Thread.currentThread());
    }

    /** Wakes those that wait in a source or in a task. */
    void interrupt() {
        Thread current = Thread.currentThread();
        all().stream().filter(thread -> thread != current).forEach(Thread::interrupt);
    }

    /** Waits until all have ended, also when the caller is interrupted; a thread that hangs is given up with a warning. */
    void join() {
        long deadline = System.nanoTime() + patience.toNanos();
        for (Thread thread : all()) {
            if (!Interrupts.join(thread, Duration.ofNanos(deadline - System.nanoTime()))) {
                warn(thread);
            }
        }
    }

    private void warn(Thread thread) {
        StackTraceElement[] stack = thread.getStackTrace();
        System.getLogger(StreamThreads.class.getName())
                .log(
                        Level.WARNING,
                        "{0} has not ended within {1}: its task or source hangs, in {2}",
                        thread,
                        patience,
                        stack.length == 0 ? "no method" : stack[0]);
    }
}
