package dev.visiontask.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class TaskThreadsTest {
    private final TaskThreads threads = new TaskThreads("name", 2, 3);
    private final Queue<Thread> seen = new ConcurrentLinkedQueue<>();
    private final CountDownLatch go = new CountDownLatch(1);

    @AfterEach
    void end() {
        go.countDown();
        threads.close();
    }

    private void block() {
        seen.add(Thread.currentThread());
        try {
            go.await();
        } catch (InterruptedException e) {
            throw new AssertionError("Interrupted", e);
        }
    }

    @Test
    void execute_runsOnNamedDaemons() {
        threads.execute(this::block);
        while (seen.isEmpty()) {
            Thread.onSpinWait();
        }

        assertThat(seen)
                .allMatch(Thread::isDaemon)
                .allMatch(thread -> thread.getName().startsWith("visiontask-name-"));
    }

    @Test
    void execute_refusesMoreThanMayWait() {
        for (int i = 0; i < 5; i++) {
            threads.execute(this::block);
        }

        assertThatThrownBy(() -> threads.execute(this::block)).isInstanceOf(RejectedExecutionException.class);
    }

    @Test
    void remove_takesWorkOutAsOftenAsItWaits() {
        AtomicInteger runs = new AtomicInteger();
        Runnable waiting = runs::incrementAndGet;
        threads.execute(this::block);
        threads.execute(this::block);
        threads.execute(waiting);
        threads.execute(waiting);

        threads.remove(waiting);
        go.countDown();
        threads.close();

        assertThat(runs).hasValue(0);
    }

    @Test
    void close_waitsForItsThreadsAndKeepsAnInterrupt() {
        threads.execute(this::block);
        threads.execute(this::block);
        threads.execute(this::block);
        go.countDown();
        Thread.currentThread().interrupt();

        threads.close();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(seen).hasSize(3).noneMatch(Thread::isAlive);
    }

    @Test
    void close_isHarmlessTwiceAndWithoutAThread() {
        threads.close();
        threads.close();
    }

    /** The last steps of a thread come after its work; whoever looks right after close() must not meet it. */
    @Test
    void close_leavesNoThreadThatIsStillOnItsWayOut() {
        for (int i = 0; i < 1_500; i++) {
            AtomicReference<Thread> worker = new AtomicReference<>();
            TaskThreads threads = new TaskThreads("test", 1, 1);
            threads.execute(() -> worker.set(Thread.currentThread()));

            threads.close();

            assertThat(Objects.requireNonNull(worker.get()).isAlive()).isFalse();
        }
    }
}
