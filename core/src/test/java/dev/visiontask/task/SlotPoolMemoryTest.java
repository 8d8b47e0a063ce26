package dev.visiontask.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visiontask.backend.Session;
import dev.visiontask.tensor.Shape;
import dev.visiontask.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

class SlotPoolMemoryTest {
    private long held;

    @Test
    void nativeBytes_isTheSumOverTheSlotsWhenTheyWereGivenBack() {
        SlotPool<String, String> slots = new SlotPool<>(2, () -> new Slot<>(preparer(), session()));

        held = 100;
        Slot<String, String> first = slots.acquire();
        slots.release(slots.acquire());
        slots.release(first);
        assertThat(slots.nativeBytes()).isEqualTo(2 * 101);

        held = 10;
        Slot<String, String> slot = slots.acquire();
        assertThat(slots.nativeBytes()).as("while a call is running").isEqualTo(2 * 101);
        slots.release(slot);
        assertThat(slots.nativeBytes()).isEqualTo(101 + 11);

        slots.close();
        assertThat(slots.nativeBytes()).isZero();
    }

    private InputPreparer<String, String> preparer() {
        return new InputPreparer<>() {
            @Override
            public PreparedInput<String> prepare(String input) {
                throw new UnsupportedOperationException();
            }

            @Override
            public long nativeBytes() {
                return held;
            }

            @Override
            public void close() {
                // Holds nothing.
            }
        };
    }

    private static Session session() {
        return new Session() {
            @Override
            public Tensor input(String name, Shape shape) {
                throw new UnsupportedOperationException();
            }

            @Override
            public List<Tensor> run() {
                throw new UnsupportedOperationException();
            }

            @Override
            public long nativeBytes() {
                return 1;
            }

            @Override
            public void close() {
                // Holds nothing.
            }
        };
    }
}
