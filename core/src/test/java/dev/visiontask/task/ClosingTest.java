package dev.visiontask.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClosingTest {
    private final List<String> closed = new ArrayList<>();

    private Runnable failing(String name) {
        return () -> {
            closed.add(name);
            throw new IllegalStateException(name);
        };
    }

    @Test
    void all_closesTheRestWhateverFails() {
        assertThatThrownBy(() -> Closing.all(failing("a"), () -> closed.add("b"), failing("c")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("a")
                .satisfies(error -> assertThat(error.getSuppressed()).hasSize(1));
        assertThat(closed).containsExactly("a", "b", "c");
    }

    @Test
    void all_closesTheRestWhenAnErrorIsThrown() {
        Runnable broken = () -> {
            closed.add("broken");
            throw new NoClassDefFoundError("made by the test");
        };

        assertThatThrownBy(() -> Closing.all(failing("a"), broken, () -> closed.add("b")))
                .isInstanceOf(IllegalStateException.class)
                .satisfies(error -> assertThat(error.getSuppressed()).hasSize(1));
        assertThatThrownBy(() -> Closing.all(broken, () -> closed.add("c"))).isInstanceOf(NoClassDefFoundError.class);
        assertThat(closed).containsExactly("a", "broken", "b", "broken", "c");
    }

    @Test
    void after_keepsTheFailureThatWasFirstWhenAnErrorFollows() {
        RuntimeException first = new IllegalArgumentException("first");

        Closing.after(
                () -> {
                    throw new OutOfMemoryError("made by the test");
                },
                first);

        assertThat(first.getSuppressed()).hasSize(1);
    }

    @Test
    void after_keepsTheFailureThatWasFirst() {
        RuntimeException first = new IllegalArgumentException("first");

        Closing.after(failing("a"), first);

        assertThat(first.getSuppressed()).hasSize(1);
        assertThat(closed).containsExactly("a");
    }
}
