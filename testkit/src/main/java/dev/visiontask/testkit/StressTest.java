package dev.visiontask.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visiontask.TaskClosedException;
import dev.visiontask.VisionTask;
import dev.visiontask.backend.Backends;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.UnaryOperator;

/**
 * Tries a task on random schedules of calls: several threads, each with an order of calls of its own, an engine that fails
 * and dawdles, and a closing that comes at any moment. Nothing may stall, no call be lost, and nothing of the task may run
 * or be held once it is closed. A schedule is made from its seed; a failure names it, and the system property
 * {@value #SEED} tries that one again. Threads still meet as the machine will have it, so that a seed makes a failure
 * likely again, not certain.
 */
final class StressTest<I, R> {
    /** How many schedules. */
    static final String SCHEDULES = "stress.schedules";

    /** The seed of the first one. */
    static final String SEED = "stress.seed";

    private static final int USUAL_SCHEDULES = 20;
    private static final int MAX_THREADS = 5;
    private static final int MAX_CALLS = 6;
    private static final int MAX_CONCURRENCY = 3;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Opening<I, R> opening;
    private final List<I> inputs;
    private final I badInput;

    /** Opens a task on backends that were changed. */
    interface Opening<I, R> {
        VisionTask<I, R> open(int concurrency, UnaryOperator<Backends> engines);
    }

    StressTest(Opening<I, R> opening, List<I> inputs, I badInput) {
        this.opening = opening;
        this.inputs = inputs;
        this.badInput = badInput;
    }

    void run() throws Exception {
        List<R> expected;
        try (VisionTask<I, R> task = opening.open(1, UnaryOperator.identity())) {
            expected = inputs.stream().map(task::run).toList();
        }
        long first = Long.getLong(SEED, 0);
        int schedules = Integer.getInteger(SCHEDULES, USUAL_SCHEDULES);
        for (long seed = first; seed < first + schedules; seed++) {
            try {
                schedule(seed, expected);
            } catch (Exception | AssertionError e) {
                throw new AssertionError(
                        "Schedule " + seed + " failed; -D" + SEED + "=" + seed + " tries it again: " + e, e);
            }
        }
    }

    private void schedule(long seed, List<R> expected) throws Exception {
        Random random = new Random(seed);
        EngineFaults faults = new EngineFaults(random.nextLong(), random.nextInt(3) * 0.1);
        VisionTask<I, R> task =
                opening.open(1 + random.nextInt(MAX_CONCURRENCY), backends -> FaultyBackend.all(backends, faults));
        faults.arm();
        StressSchedule<I, R> schedule = new StressSchedule<>(task, inputs, expected, badInput);
        boolean closesEarly = random.nextBoolean();
        List<Runnable> parts = new ArrayList<>();
        int threads = 2 + random.nextInt(MAX_THREADS - 1);
        for (int i = 0; i < threads; i++) {
            Random own = new Random(random.nextLong());
            boolean closer = closesEarly && i == 0;
            parts.add(() -> {
                schedule.calls(own, 1 + own.nextInt(MAX_CALLS), closer);
                if (closer) {
                    closed(task, faults);
                }
            });
        }
        together(parts);
        together(List.of(() -> closed(task, faults), () -> closed(task, faults)));
        schedule.awaitFutures(PATIENCE);
        afterwards(task, faults);
    }

    /** After every close, on every thread, nothing is open any more. */
    private static void closed(VisionTask<?, ?> task, EngineFaults faults) {
        task.close();
        assertThat(faults.open()).as("models and sessions after close()").isZero();
    }

    private void afterwards(VisionTask<I, R> task, EngineFaults faults) {
        assertThat(faults.violations()).isEmpty();
        String name = "visiontask-" + task.info().task() + "-";
        assertThat(Thread.getAllStackTraces().keySet())
                .as("threads of the task after close()")
                .noneMatch(thread -> thread.isAlive() && thread.getName().startsWith(name));
        try {
            task.run(inputs.get(0));
            throw new AssertionError("Expected a closed task to refuse calls");
        } catch (TaskClosedException e) {
            // As it should be.
        }
    }

    /** Runs all at the same time; a thread that does not end in time is a stall. */
    private static void together(List<Runnable> parts) throws InterruptedException {
        Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
        List<Thread> threads = new ArrayList<>();
        for (Runnable part : parts) {
            Thread thread = new Thread(part, "stress");
            thread.setDaemon(true);
            thread.setUncaughtExceptionHandler((failed, error) -> failures.add(error));
            threads.add(thread);
        }
        threads.forEach(Thread::start);
        long end = System.nanoTime() + PATIENCE.toNanos();
        for (Thread thread : threads) {
            thread.join(Math.max(1, Duration.ofNanos(end - System.nanoTime()).toMillis()));
            if (thread.isAlive()) {
                throw new AssertionError("Calls stall; threads:\n" + stacks());
            }
        }
        if (!failures.isEmpty()) {
            throw new AssertionError("A call failed: " + failures.peek(), failures.peek());
        }
    }

    private static String stacks() {
        StringBuilder stacks = new StringBuilder();
        for (Map.Entry<Thread, StackTraceElement[]> entry :
                Thread.getAllStackTraces().entrySet()) {
            stacks.append(entry.getKey()).append('\n');
            for (StackTraceElement frame : entry.getValue()) {
                stacks.append("    ").append(frame).append('\n');
            }
        }
        return stacks.toString();
    }
}
