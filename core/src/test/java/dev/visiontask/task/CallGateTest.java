package dev.visiontask.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visiontask.TaskClosedException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class CallGateTest {
    private final CallGate gate = new CallGate();

    @Test
    void enter_isRefusedOnceTheGateIsClosed() {
        gate.enter();
        gate.leave();

        assertThat(gate.closeAndAwait()).isTrue();
        assertThatThrownBy(gate::enter).isInstanceOf(TaskClosedException.class).hasMessageContaining("closed");
    }

    @Test
    void closeAndAwait_waitsForTheLastCall() throws Exception {
        gate.enter();
        gate.enter();
        AtomicReference<Thread> closer = new AtomicReference<>();
        FutureTask<Void> closing = Together.start(() -> {
            closer.set(Thread.currentThread());
            assertThat(gate.closeAndAwait()).isTrue();
        });
        while (closer.get() == null) {
            Thread.onSpinWait();
        }
        Together.awaitBlocked(closer.get());

        gate.leave();
        Together.awaitBlocked(closer.get());
        gate.leave();

        Together.end(closing);
    }

    @Test
    void closeAndAwait_isTrueForOneCallOnly() {
        assertThat(gate.closeAndAwait()).isTrue();
        assertThat(gate.closeAndAwait()).isFalse();
    }

    @Test
    void closeAndAwait_keepsAnInterrupt() throws Exception {
        gate.enter();
        FutureTask<Void> closing = Together.start(() -> {
            Thread.currentThread().interrupt();
            gate.closeAndAwait();
            assertThat(Thread.interrupted()).isTrue();
        });
        gate.leave();

        Together.end(closing);
    }

    @Test
    void awaitFreed_waitsForTheOneWhoCloses() throws Exception {
        gate.closeAndAwait();
        FutureTask<Void> waiting = Together.start(gate::awaitFreed);

        assertThat(waiting.isDone()).isFalse();
        gate.freed();

        Together.end(waiting);
        gate.awaitFreed();
    }
}
