package dev.visiontask.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class SharedPartsTest {
    private static final List<Integer> PARTS = IntStream.range(0, 100).boxed().toList();

    private final TaskThreads threads = new TaskThreads("shared", 2, 4);

    @AfterEach
    void end() {
        threads.close();
    }

    @Test
    void run_givesTheResultsInOrder() {
        SharedParts<Integer, String> parts = new SharedParts<>(PARTS, part -> "part " + part);

        assertThat(parts.run(threads, 2))
                .isEqualTo(PARTS.stream().map(part -> "part " + part).toList());
    }

    @Test
    void run_isHelpedByThreadsOfTheTask() {
        CountDownLatch together = new CountDownLatch(2);
        Set<Thread> seen = ConcurrentHashMap.newKeySet();
        SharedParts<Integer, Integer> parts = new SharedParts<>(List.of(1, 2), part -> {
            seen.add(Thread.currentThread());
            together.countDown();
            await(together);
            return part;
        });

        assertThat(parts.run(threads, 2)).containsExactly(1, 2);
        assertThat(seen).hasSize(2).contains(Thread.currentThread());
    }

    @Test
    void run_getsThroughAloneWhenNoThreadIsFree() {
        CountDownLatch go = new CountDownLatch(1);
        threads.execute(() -> await(go));
        threads.execute(() -> await(go));
        SharedParts<Integer, Thread> parts = new SharedParts<>(PARTS, part -> Thread.currentThread());

        assertThat(parts.run(threads, 2)).containsOnly(Thread.currentThread());
        go.countDown();
    }

    @Test
    void run_getsThroughAloneWhenTheQueueIsFull() {
        CountDownLatch go = new CountDownLatch(1);
        for (int i = 0; i < 6; i++) {
            threads.execute(() -> await(go));
        }
        SharedParts<Integer, Integer> parts = new SharedParts<>(PARTS, part -> part);

        assertThat(parts.run(threads, 2)).isEqualTo(PARTS);
        go.countDown();
    }

    @Test
    void run_throwsTheFirstFailureWhenNothingRunsAnyMore() {
        AtomicInteger active = new AtomicInteger();
        AtomicInteger begun = new AtomicInteger();
        SharedParts<Integer, Integer> parts = new SharedParts<>(PARTS, part -> {
            active.incrementAndGet();
            try {
                if (begun.incrementAndGet() == 10) {
                    throw new StackOverflowError("made by the test");
                }
                return part;
            } finally {
                active.decrementAndGet();
            }
        });

        assertThatThrownBy(() -> parts.run(threads, 2)).isInstanceOf(StackOverflowError.class);
        assertThat(active).hasValue(0);
    }

    @Test
    void run_beginsNoPartAfterAFailure() {
        AtomicInteger begun = new AtomicInteger();
        SharedParts<Integer, Integer> parts = new SharedParts<>(PARTS, part -> {
            if (begun.incrementAndGet() == 10) {
                throw new StackOverflowError("made by the test");
            }
            return part;
        });

        assertThatThrownBy(() -> parts.run(threads, 0)).isInstanceOf(StackOverflowError.class);
        assertThat(begun).hasValue(10);
    }

    @Test
    void run_isEmptyForNoParts() {
        assertThat(new SharedParts<Integer, Integer>(List.of(), part -> part).run(threads, 2))
                .isEmpty();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError("Interrupted", e);
        }
    }
}
