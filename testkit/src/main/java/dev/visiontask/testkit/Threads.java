package dev.visiontask.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Runs pieces of a test at the same time and brings their failures home. */
final class Threads {
    private Threads() {}

    /** Runs each on a thread of its own, waits for all, and throws the first failure. */
    static void runAll(Runnable... parts) {
        ExecutorService threads = Executors.newFixedThreadPool(parts.length);
        List<Future<?>> futures = new ArrayList<>();
        for (Runnable part : parts) {
            futures.add(threads.submit(part));
        }
        threads.shutdown();
        try {
            for (Future<?> future : futures) {
                future.get();
            }
            if (!threads.awaitTermination(1, TimeUnit.MINUTES)) {
                throw new AssertionError("A thread did not end");
            }
        } catch (ExecutionException e) {
            throw new AssertionError("A thread failed: " + e.getCause(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted", e);
        }
    }
}
