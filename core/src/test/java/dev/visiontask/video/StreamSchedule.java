package dev.visiontask.video;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visiontask.BadInputException;
import dev.visiontask.InferenceException;
import dev.visiontask.TaskClosedException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * One random life of a stream: consumers, counters, interrupters and closers on threads of their own, over a source and work
 * that fail, dawdle, throw errors, interrupt themselves and close the stream.
 */
final class StreamSchedule {
    private static final long PATIENCE_SECONDS = 60;
    private static final int MOST_FRAMES = 60;

    private final long seed;
    private final Random random;
    private final int frames;
    private final StreamOptions options;
    private final CountingSource inner;
    private final FrameSource source;
    private final double trouble;
    private final CompletableFuture<ResultStream<Long>> stream = new CompletableFuture<>();
    private final AtomicBoolean over = new AtomicBoolean();
    private final AtomicInteger working = new AtomicInteger();
    private final List<Long> taken = Collections.synchronizedList(new ArrayList<>());
    private final List<Throwable> wrong = Collections.synchronizedList(new ArrayList<>());

    StreamSchedule(long seed) {
        this.seed = seed;
        this.random = new Random(seed);
        this.frames = random.nextInt(MOST_FRAMES);
        Backpressure[] kinds = Backpressure.values();
        this.options = StreamOptions.DEFAULT
                .withBackpressure(kinds[random.nextInt(kinds.length)])
                .withQueue(1 + random.nextInt(4))
                .withWorkers(1 + random.nextInt(4))
                .withKeepFrames(random.nextBoolean());
        this.inner = new CountingSource(frames, random.nextInt(4) == 0 ? new BadInputException("cable cut") : null);
        this.trouble = random.nextInt(3) == 0 ? 0 : 0.02;
        this.source = new Troubled(inner, random.nextLong());
    }

    void run() throws InterruptedException {
        long workSeed = random.nextLong();
        ResultStream<Long> results = ResultStream.map(source, frame -> work(frame, workSeed), options);
        stream.complete(results);
        List<Thread> threads = new ArrayList<>();
        List<Thread> consumers = new ArrayList<>();
        int consuming = 1 + random.nextInt(2);
        for (int i = 0; i < consuming; i++) {
            consumers.add(thread("consume", () -> consume(results)));
        }
        threads.add(thread("count", () -> count(results)));
        if (random.nextBoolean()) {
            long each = random.nextInt(300_000);
            threads.add(thread("interrupt", () -> interrupt(consumers, each)));
        }
        long after = random.nextInt(2_000_000);
        int closing = random.nextInt(3);
        for (int i = 0; i < closing; i++) {
            threads.add(thread("close", () -> close(results, after)));
        }
        consumers.forEach(Thread::start);
        threads.forEach(Thread::start);
        join(consumers);
        over.set(true);
        join(threads);
        results.close();
        check(results.counts(), closing == 0);
    }

    private Thread thread(String name, Runnable body) {
        return new Thread(
                () -> {
                    try {
                        body.run();
                    } catch (Throwable e) {
                        wrong.add(e);
                    }
                },
                "stress-" + name);
    }

    private void join(List<Thread> threads) throws InterruptedException {
        for (Thread thread : threads) {
            thread.join(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
            if (thread.isAlive()) {
                StringBuilder all = new StringBuilder("seed " + seed + ": " + thread + " stalls");
                Thread.getAllStackTraces()
                        .forEach((each, stack) -> all.append("\n").append(each).append(List.of(stack)));
                throw new AssertionError(all.toString());
            }
        }
    }

    private void consume(ResultStream<Long> results) {
        while (true) {
            try {
                FrameResult<Long> result = results.next();
                if (result == null) {
                    return;
                }
                taken.add(result.index());
                if (result.frame() != null) {
                    result.frame().close();
                }
            } catch (CancellationException e) {
                assertThat(Thread.interrupted()).isTrue();
            } catch (BadInputException
                    | TaskClosedException
                    | InferenceException
                    | StackOverflowError
                    | IllegalStateException e) {
                // As the source and the work of this schedule do; it comes again with each call.
                return;
            }
        }
    }

    private void count(ResultStream<Long> results) {
        while (!over.get()) {
            StreamCounts counts = results.counts();
            assertThat(counts.processed() + counts.failed() + counts.dropped()).isLessThanOrEqualTo(counts.decoded());
            LockSupport.parkNanos(50_000);
        }
    }

    private void interrupt(List<Thread> consumers, long nanos) {
        while (!over.get()) {
            consumers.forEach(Thread::interrupt);
            LockSupport.parkNanos(20_000 + nanos);
        }
    }

    private void close(ResultStream<Long> results, long nanos) {
        LockSupport.parkNanos(nanos);
        boolean interrupted = nanos % 2 == 0;
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        results.close();
        assertThat(Thread.interrupted()).isEqualTo(interrupted);
        assertThat(working).as("calls at work after closing").hasValue(0);
        assertThat(inner.open())
                .as("frames in use after closing, besides those of consumers")
                .isLessThanOrEqualTo(2);
    }

    private Long work(Frame frame, long workSeed) {
        working.incrementAndGet();
        try {
            return trouble(frame, new Random(workSeed + frame.index()));
        } finally {
            working.decrementAndGet();
        }
    }

    private Long trouble(Frame frame, Random each) {
        dawdle(each);
        if (each.nextDouble() < trouble) {
            switch (each.nextInt(6)) {
                case 0 -> throw new BadInputException("this one");
                case 1 -> throw new IllegalArgumentException("unexpected");
                case 2 -> throw new TaskClosedException("closed");
                case 3 -> throw new StackOverflowError("deep");
                case 4 -> Thread.currentThread().interrupt();
                default -> stream.join().close();
            }
        }
        return frame.index();
    }

    private static void dawdle(Random random) {
        if (random.nextInt(4) == 0) {
            LockSupport.parkNanos(random.nextInt(200_000));
        }
    }

    /** A source with troubles of its own. */
    private final class Troubled extends PacedSource {
        private final Random own;

        Troubled(FrameSource frames, long seed) {
            super(frames, 1);
            this.own = new Random(seed);
        }

        @Override
        public @Nullable Frame next() {
            dawdle(own);
            if (own.nextDouble() < trouble / 2) {
                switch (own.nextInt(4)) {
                    case 0 -> throw new StackOverflowError("deep");
                    case 1 -> Thread.currentThread().interrupt();
                    case 2 -> stream.join().close();
                    default -> throw new IllegalStateException("not ready");
                }
            }
            return super.next();
        }
    }

    private void check(StreamCounts counts, boolean untouched) {
        String life = "seed " + seed + ", " + options + ", " + counts;
        assertThat(wrong).as(life).isEmpty();
        assertThat(inner.open()).as(life + ": frames left open").isZero();
        assertThat(inner.isClosed()).as(life).isTrue();
        assertThat(counts.processed() + counts.failed() + counts.dropped())
                .as(life)
                .isEqualTo(counts.decoded());
        assertThat(counts.decoded()).as(life).isEqualTo(inner.given());
        assertThat(taken).as(life).doesNotHaveDuplicates();
        if (untouched && trouble == 0) {
            assertThat(counts.decoded()).as(life).isEqualTo(frames);
            assertThat(taken).as(life).hasSize((int) (frames - counts.dropped()));
        }
    }
}
