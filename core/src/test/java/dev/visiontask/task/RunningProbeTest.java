package dev.visiontask.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visiontask.tensor.Shape;
import org.junit.jupiter.api.Test;

class RunningProbeTest {
    private final ScriptedModel model = new ScriptedModel();

    @Test
    void outputs_areTheDeclaredOnesWithoutARun() {
        try (RunningProbe probe = new RunningProbe(model, ScriptedModel.INPUT, Shape.of(1, 1))) {
            assertThat(probe.outputs()).containsExactly(ScriptedModel.OUTPUT);
        }
        assertThat(model.runs).hasValue(0);
    }

    @Test
    void run_givesTheSameNumbersForTheSamePattern() {
        try (RunningProbe probe = new RunningProbe(model, ScriptedModel.INPUT, Shape.of(1, 1))) {
            float first = probe.run(7).get(0).floats().get(0);
            float other = probe.run(8).get(0).floats().get(0);

            assertThat(probe.run(7).get(0).floats().get(0)).isEqualTo(first).isNotEqualTo(other);
        }
        assertThat(model.openSessions).hasValue(0);
    }
}
