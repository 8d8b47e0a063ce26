package dev.visiontask.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visiontask.BadInputException;
import dev.visiontask.InferenceException;
import dev.visiontask.Outcome;
import java.util.List;
import org.junit.jupiter.api.Test;

class BatchRunTest {
    private final ScriptedModel model = new ScriptedModel();

    private BatchRun<Integer, String, String, Integer> run() {
        return new BatchRun<>(model.taskModel(1), model.slot(), "");
    }

    @Test
    void several_takesInputsThroughTogether() {
        model.batchSize = 3;

        assertThat(run().several(List.of(1, 2, 3)).stream().map(Outcome::orThrow))
                .containsExactly(2, 4, 6);
        assertThat(model.batches).containsExactly(3);
    }

    @Test
    void several_fillsTheRestOfAFixedBatch() {
        model.batchSize = 4;
        model.fixedBatch = true;

        assertThat(run().several(List.of(1, 2)).stream().map(Outcome::orThrow)).containsExactly(2, 4);
        assertThat(model.batches).containsExactly(4);
    }

    @Test
    void several_closesUpWhereAnInputCannotBeRead() {
        model.batchSize = 3;

        List<Outcome<Integer>> outcomes = run().several(List.of(1, -1, 3));

        assertThat(outcomes.get(0).orThrow()).isEqualTo(2);
        assertThatThrownBy(() -> outcomes.get(1).orThrow()).isInstanceOf(BadInputException.class);
        assertThat(outcomes.get(2).orThrow()).isEqualTo(6);
        assertThat(model.batches).containsExactly(2);
    }

    @Test
    void several_keepsResultsThatAreDoneWhenDecodingTheNextFails() {
        model.batchSize = 3;
        model.onDecode = number -> {
            if (number == 4) {
                throw new ArrayIndexOutOfBoundsException("made by the test");
            }
        };

        List<Outcome<Integer>> outcomes = run().several(List.of(1, 2, 3));

        assertThat(outcomes.get(0).orThrow()).isEqualTo(2);
        assertThatThrownBy(() -> outcomes.get(1).orThrow())
                .isInstanceOf(InferenceException.class)
                .hasCauseInstanceOf(ArrayIndexOutOfBoundsException.class);
        assertThat(outcomes.get(2).orThrow()).isEqualTo(6);
    }

    @Test
    void several_failsAllWhomTheEngineFailed() {
        model.batchSize = 2;
        model.onRun = () -> {
            throw new IllegalStateException("made by the test");
        };

        assertThat(run().several(List.of(1, 2)))
                .hasSize(2)
                .allMatch(outcome -> outcome instanceof Outcome.Failure<Integer> failure
                        && failure.error() instanceof InferenceException);
    }

    @Test
    void one_asksForEveryViewOfAnInput() {
        model.views = 5;
        model.batchSize = 2;

        assertThat(run().one(7)).isEqualTo(14);
        assertThat(model.batches).containsExactly(2, 2, 1);
    }

    @Test
    void one_makesTheSlotWarmOnlyWhenItGetsThrough() {
        Slot<Integer, String> slot = model.slot();
        BatchRun<Integer, String, String, Integer> run = new BatchRun<>(model.taskModel(1), slot, "");

        assertThatThrownBy(() -> run.one(-1)).isInstanceOf(BadInputException.class);
        assertThat(slot.isWarm()).isFalse();
        run.one(1);
        assertThat(slot.isWarm()).isTrue();
    }
}
