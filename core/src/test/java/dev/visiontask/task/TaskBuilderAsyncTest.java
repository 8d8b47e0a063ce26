package dev.visiontask.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;

class TaskBuilderAsyncTest {
    private static final class Builder extends TaskBuilder<Builder> {
        @Override
        protected Builder self() {
            return this;
        }
    }

    @Test
    void asyncOptions_areBoundedAndOnTheJdksExecutorUnlessSaid() {
        assertThat(new Builder().asyncOptions()).isEqualTo(new AsyncOptions(10_000, null));
    }

    @Test
    void asyncOptions_areThoseOfTheCaller() {
        Executor executor = Runnable::run;

        assertThat(new Builder().maxWaiting(7).completeOn(executor).asyncOptions())
                .isEqualTo(new AsyncOptions(7, executor));
    }

    @Test
    void maxWaiting_isAtLeastOne() {
        assertThatThrownBy(() -> new Builder().maxWaiting(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at least 1")
                .hasMessageContaining("0");
    }
}
