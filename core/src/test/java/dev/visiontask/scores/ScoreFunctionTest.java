package dev.visiontask.scores;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.visiontask.UnsupportedOptionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ScoreFunctionTest {
    @Test
    void apply_makesLogitsADistributionWithoutOverflow() {
        float[] scores = ScoreFunction.apply(Activation.SOFTMAX, new float[] {1000, 999, -1000});

        assertThat(scores[0]).isCloseTo(0.731_058_6f, within(1e-6f));
        assertThat(scores[1]).isCloseTo(0.268_941_4f, within(1e-6f));
        assertThat(scores[2]).isZero();
    }

    @Test
    void apply_takesClassByClassWithASigmoid() {
        assertThat(ScoreFunction.apply(Activation.SIGMOID, new float[] {0, 2, -2}))
                .containsExactly(new float[] {0.5f, 0.880_797f, 0.119_203f}, within(1e-6f));
        assertThat(ScoreFunction.apply(Activation.NONE, new float[] {0.25f, 0.5f}))
                .containsExactly(0.25f, 0.5f);
    }

    @ParameterizedTest
    @EnumSource(names = {"SIGMOID", "NONE"})
    void number_isTheWayBackFromScore(Activation activation) {
        assertThat(activation.score(activation.number(0.3f))).isCloseTo(0.3f, within(1e-6f));
    }

    @Test
    void score_refusesToTakeTheSoftmaxOfANumberThatStandsAlone() {
        assertThatThrownBy(() -> Activation.SOFTMAX.score(1)).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> Activation.SOFTMAX.number(1)).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void ofId_namesTheActivationsThatThereAre() {
        assertThat(Activation.ofId("sigmoid")).isEqualTo(Activation.SIGMOID);
        assertThatThrownBy(() -> Activation.ofId("relu"))
                .isInstanceOf(UnsupportedOptionException.class)
                .hasMessageContainingAll("softmax, sigmoid, none", "relu");
    }
}
