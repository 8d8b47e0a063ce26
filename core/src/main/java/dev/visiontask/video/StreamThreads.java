package dev.visiontask.video;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The threads of one stream: daemons, named after what they do. */
final class StreamThreads {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final List<Thread> threads = new ArrayList<>();

    synchronized void start(String what, Runnable run) {
        Thread thread = new Thread(run, "visiontask-stream-" + what);
        thread.setDaemon(true);
        threads.add(thread);
        thread.start();
    }

    /** Interrupts all and waits for them; a thread that stops itself does not wait for itself. */
    void stop() {
        List<Thread> running;
        synchronized (this) {
            running = List.copyOf(threads);
        }
        running.stream().filter(thread -> thread != Thread.currentThread()).forEach(Thread::interrupt);
        boolean interrupted = false;
        for (Thread thread : running) {
            if (thread != Thread.currentThread()) {
                interrupted |= !join(thread);
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean join(Thread thread) {
        try {
            thread.join(PATIENCE.toMillis());
            if (thread.isAlive()) {
                System.getLogger(StreamThreads.class.getName())
                        .log(Level.WARNING, "{0} has not ended within {1}: its task or source hangs", thread, PATIENCE);
            }
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }
}
