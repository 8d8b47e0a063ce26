package dev.visiontask.detection.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.visiontask.Box;
import org.junit.jupiter.api.Test;

class MotionTest {
    /** Left, top, width and height of the same steps in NumPy with matrices of 8 x 8, as DeepSORT has them. */
    private static final double[] REFERENCE = {
        36.28350807295588, 33.19691538373652, 21.115350478835275, 42.23070095767055
    };

    @Test
    void box_isTheBoxItBeganWithWhenNothingHappened() {
        assertThat(new Motion(new Box(10, 20, 30, 60)).box()).isEqualTo(new Box(10, 20, 30, 60));
    }

    @Test
    void box_isTheReferencesWhenPredictedAndCorrected() {
        Motion motion = new Motion(new Box(10, 20, 30, 60));
        for (int i = 1; i <= 5; i++) {
            motion.predict(1);
            motion.correct(new Box(10 + 4 * i, 20 + 2 * i, 31 + 4 * i, 62 + 2 * i));
        }
        motion.predict(1);
        motion.holdHeight();
        motion.predict(1);

        assertThat(motion.left()).isCloseTo(REFERENCE[0], within(1e-9));
        assertThat(motion.top()).isCloseTo(REFERENCE[1], within(1e-9));
        assertThat(motion.width()).isCloseTo(REFERENCE[2], within(1e-9));
        assertThat(motion.height()).isCloseTo(REFERENCE[3], within(1e-9));
    }

    @Test
    void predict_isThatOfSingleFramesWhenSpeedIsZeroAndFramesAreLeftOut() {
        Motion oneByOne = new Motion(new Box(0, 0, 50, 100));
        Motion atOnce = new Motion(new Box(0, 0, 50, 100));
        for (int i = 0; i < 7; i++) {
            oneByOne.predict(1);
        }
        atOnce.predict(7);
        oneByOne.correct(new Box(20, 5, 72, 107));
        atOnce.correct(new Box(20, 5, 72, 107));
        oneByOne.predict(1);
        atOnce.predict(1);

        assertThat(atOnce.left()).isCloseTo(oneByOne.left(), within(1e-9));
        assertThat(atOnce.width()).isCloseTo(oneByOne.width(), within(1e-9));
        assertThat(atOnce.height()).isCloseTo(oneByOne.height(), within(1e-9));
    }

    @Test
    void box_isFiniteAndNotNegativeWhenItShrinksForVeryLong() {
        Motion motion = new Motion(new Box(0, 0, 100, 100));
        motion.predict(1);
        motion.correct(new Box(40, 40, 60, 60));
        motion.predict(Long.MAX_VALUE);

        assertThat(motion.box().height()).isNotNegative();
        assertThat(motion.height()).isZero();
    }
}
