package dev.visiontask.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class AsyncCallTest {
    private final AtomicInteger ended = new AtomicInteger();

    private AsyncCall<String> call() {
        return new AsyncCall<>(() -> "result", ended::incrementAndGet, null);
    }

    @Test
    void run_completesOnAnotherThreadAfterTheCallHasEnded() throws Exception {
        AsyncCall<String> call = call();
        AtomicReference<Thread> thread = new AtomicReference<>();
        CompletableFuture<Integer> endedBefore = call.future().thenApply(result -> {
            thread.set(Thread.currentThread());
            return ended.get();
        });

        call.run();

        assertThat(endedBefore.get(60, TimeUnit.SECONDS)).isEqualTo(1);
        assertThat(thread.get()).isNotSameAs(Thread.currentThread());
        assertThat(call.future().get(60, TimeUnit.SECONDS)).isEqualTo("result");
    }

    @Test
    void run_failsTheFutureWithWhateverIsThrown() {
        AsyncCall<String> call = new AsyncCall<>(
                () -> {
                    throw new StackOverflowError("made by the test");
                },
                ended::incrementAndGet,
                null);

        call.run();

        assertThatThrownBy(() -> call.future().get(60, TimeUnit.SECONDS)).hasCauseInstanceOf(StackOverflowError.class);
        assertThat(ended).hasValue(1);
    }

    @Test
    void run_completesThoughTheGivenExecutorRefuses() throws Exception {
        AsyncCall<String> call = new AsyncCall<>(() -> "result", ended::incrementAndGet, work -> {
            throw new RejectedExecutionException("made by the test");
        });

        call.run();

        assertThat(call.future().get(60, TimeUnit.SECONDS)).isEqualTo("result");
    }

    @Test
    void run_doesNothingOnceGivenUp() {
        AsyncCall<String> call = call();

        assertThat(call.abandon()).isTrue();
        call.run();

        assertThat(call.future()).isNotDone();
        assertThat(ended).hasValue(1);
    }

    @Test
    void abandon_comesTooLateOnceBegun() {
        AsyncCall<String> call = call();
        call.run();

        assertThat(call.abandon()).isFalse();
        assertThat(ended).hasValue(1);
    }
}
