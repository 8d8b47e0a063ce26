package dev.visiontask.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class SlotPoolTest {
    private final ScriptedModel model = new ScriptedModel();
    private final AtomicInteger made = new AtomicInteger();

    private SlotPool<Integer, String> pool(int size) {
        return new SlotPool<>(size, () -> {
            made.incrementAndGet();
            return model.slot();
        });
    }

    @Test
    void acquire_givesTheSlotThatCameBackLast() {
        SlotPool<Integer, String> pool = pool(2);
        Slot<Integer, String> first = pool.acquire();
        Slot<Integer, String> second = pool.acquire();
        pool.release(first);
        pool.release(second);

        assertThat(pool.acquire()).isSameAs(second);
        assertThat(made).hasValue(2);
    }

    @Test
    void acquire_waitsUntilASlotComesBackEvenIfInterrupted() throws Exception {
        SlotPool<Integer, String> pool = pool(1);
        Slot<Integer, String> only = pool.acquire();
        AtomicReference<Slot<Integer, String>> got = new AtomicReference<>();
        AtomicReference<Thread> waiter = new AtomicReference<>();
        FutureTask<Void> waiting = Together.start(() -> {
            waiter.set(Thread.currentThread());
            Thread.currentThread().interrupt();
            got.set(pool.acquire());
            assertThat(Thread.interrupted()).isTrue();
        });
        while (waiter.get() == null) {
            Thread.onSpinWait();
        }

        assertThat(waiting.isDone()).isFalse();
        pool.release(only);
        Together.end(waiting);

        assertThat(got.get()).isSameAs(only);
    }

    @Test
    void acquire_failsWithoutLosingThePlaceWhenASlotCannotBeMade() {
        AtomicInteger failures = new AtomicInteger(2);
        SlotPool<Integer, String> pool = new SlotPool<>(1, () -> {
            if (failures.getAndDecrement() > 0) {
                throw new IllegalStateException("made by the test");
            }
            return model.slot();
        });

        assertThatThrownBy(pool::acquire).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(pool::acquireCold).isInstanceOf(IllegalStateException.class);
        assertThat(pool.acquire()).isNotNull();
    }

    @Test
    void acquireCold_passesWarmSlotsBy() {
        SlotPool<Integer, String> pool = pool(3);
        Slot<Integer, String> cold = pool.acquire();
        Slot<Integer, String> warm = pool.acquire();
        warm.markWarm();
        pool.release(cold);
        pool.release(warm);

        assertThat(pool.acquireCold()).isSameAs(cold);
        Slot<Integer, String> fresh = pool.acquireCold();
        assertThat(fresh).isNotNull().isNotSameAs(warm);
        assertThat(pool.acquireCold()).isNull();
        assertThat(pool.acquire()).isSameAs(warm);
        assertThat(made).hasValue(3);
    }

    @Test
    void acquireCold_neverMakesMoreThanTheSizeAndEndsForAll() throws Exception {
        SlotPool<Integer, String> pool = pool(3);
        Runnable warming = () -> {
            for (int i = 0; i < 200; i++) {
                Slot<Integer, String> slot = i % 2 == 0 ? pool.acquire() : pool.acquireCold();
                if (slot != null) {
                    slot.markWarm();
                    pool.release(slot);
                }
            }
        };

        Together.run(warming, warming, warming, warming, warming, warming);

        assertThat(made).hasValueBetween(1, 3);
        pool.close();
        assertThat(model.openSessions).hasValue(0);
    }

    @Test
    void close_freesAllSlots() {
        SlotPool<Integer, String> pool = pool(2);
        Slot<Integer, String> first = pool.acquire();
        pool.release(pool.acquire());
        pool.release(first);

        pool.close();

        assertThat(model.openSessions).hasValue(0);
        assertThat(model.openPreparers).hasValue(0);
    }
}
