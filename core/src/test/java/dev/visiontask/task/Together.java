package dev.visiontask.task;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Runs pieces of a test at the same time, each on a thread of its own, and says which of them never ends. */
final class Together {
    static final Duration PATIENCE = Duration.ofSeconds(60);

    private Together() {}

    /** All begin together; returns when all have ended. */
    static void run(Runnable... parts) throws Exception {
        CyclicBarrier start = new CyclicBarrier(parts.length);
        List<FutureTask<Void>> tasks = new ArrayList<>();
        for (Runnable part : parts) {
            FutureTask<Void> task = new FutureTask<>(() -> {
                await(start);
                part.run();
                return null;
            });
            tasks.add(task);
            daemon(task).start();
        }
        for (FutureTask<Void> task : tasks) {
            end(task);
        }
    }

    /** A started thread that runs this. */
    static FutureTask<Void> start(Runnable part) {
        FutureTask<Void> task = new FutureTask<>(part, null);
        daemon(task).start();
        return task;
    }

    static void end(FutureTask<Void> task) throws Exception {
        try {
            task.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError("A part stalls; threads:\n" + stacks(), e);
        } catch (ExecutionException e) {
            throw new AssertionError("A part failed: " + e.getCause(), e.getCause());
        }
    }

    /** Waits until a thread waits for something, at the most as long as patience lasts. */
    static void awaitBlocked(Thread thread) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (thread.getState() != Thread.State.WAITING) {
            if (System.nanoTime() > end) {
                throw new AssertionError("Expected a thread that waits, found: " + thread.getState());
            }
            Thread.onSpinWait();
        }
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "together");
        thread.setDaemon(true);
        return thread;
    }

    private static void await(CyclicBarrier barrier) throws InterruptedException {
        try {
            barrier.await();
        } catch (BrokenBarrierException e) {
            throw new AssertionError("The parts did not begin together", e);
        }
    }

    private static String stacks() {
        StringBuilder stacks = new StringBuilder();
        Thread.getAllStackTraces().forEach((thread, frames) -> {
            stacks.append(thread).append('\n');
            for (StackTraceElement frame : frames) {
                stacks.append("    ").append(frame).append('\n');
            }
        });
        return stacks.toString();
    }
}
