package dev.visiontask.detection.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.visiontask.Box;
import org.junit.jupiter.api.Test;

class TrackingEvaluationTest {
    private final TrackSequence.Builder truth = TrackSequence.builder();
    private final TrackSequence.Builder found = TrackSequence.builder();

    @Test
    void evaluate_givesOnesWhenTracksAreTheTruth() {
        for (int frame = 0; frame < 5; frame++) {
            truth.add(at(frame, 1, frame)).add(at(frame, 2, 100));
            found.add(at(frame, 7, frame)).add(at(frame, 3, 100));
        }
        TrackingFigures figures = figures();

        assertThat(figures.mota()).isEqualTo(1);
        assertThat(figures.motp()).isEqualTo(1);
        assertThat(figures.idf1()).isEqualTo(1);
        assertThat(figures.fragmentations()).isZero();
    }

    @Test
    void evaluate_countsEachKindOfErrorWhenWorkedOutByHand() {
        // Object 1: track 1, missed, track 1, then track 2 for two frames. A false positive in frame 4.
        for (int frame = 0; frame < 5; frame++) {
            truth.add(at(frame, 1, 0));
        }
        found.add(at(0, 1, 0))
                .add(at(2, 1, 2))
                .add(at(3, 2, 0))
                .add(at(4, 2, 0))
                .add(at(4, 9, 500));
        TrackingFigures figures = figures();

        assertThat(figures.matches()).isEqualTo(4);
        assertThat(figures.misses()).isEqualTo(1);
        assertThat(figures.falsePositives()).isEqualTo(1);
        assertThat(figures.switches()).isEqualTo(1);
        assertThat(figures.fragmentations()).isEqualTo(1);
        assertThat(figures.mota()).isCloseTo(1 - 3 / 5.0, within(1e-12));
        // 8 of 12 pixels of width in common.
        assertThat(figures.motp()).isCloseTo((3 + 8 / 12.0) / 4, within(1e-6));
        assertThat(figures.identified()).isEqualTo(2);
        assertThat(figures.idf1()).isCloseTo(2 * 2 / 10.0, within(1e-12));
    }

    @Test
    void evaluate_keepsPairsWhenAnotherTrackIsNearer() {
        truth.add(at(0, 1, 0)).add(at(1, 1, 0));
        found.add(at(0, 1, 0)).add(at(1, 1, 2)).add(at(1, 2, 0));

        assertThat(figures().switches()).isZero();
        assertThat(figures().falsePositives()).isEqualTo(1);
    }

    @Test
    void evaluate_countsTwoSwitchesWhenTwoObjectsSwapTracks() {
        for (int frame = 0; frame < 4; frame++) {
            truth.add(at(frame, 1, 0)).add(at(frame, 2, 100));
            found.add(at(frame, 1, frame < 2 ? 0 : 100)).add(at(frame, 2, frame < 2 ? 100 : 0));
        }

        assertThat(figures().switches()).isEqualTo(2);
        assertThat(figures().mota()).isEqualTo(.75);
        assertThat(figures().idf1()).isEqualTo(.5);
    }

    @Test
    void evaluate_countsMissesAndFalsePositivesWhenFramesAreOfOneSideOnly() {
        truth.add(at(0, 1, 0));
        found.add(at(8, 1, 0)).add(at(9, 1, 0));

        assertThat(figures().misses()).isEqualTo(1);
        assertThat(figures().falsePositives()).isEqualTo(2);
        assertThat(figures().mota()).isEqualTo(-2);
        assertThat(figures().toJson()).contains("\"MOTA\":-2.0").doesNotContain("MOTP");
    }

    @Test
    void evaluate_needsMoreOverlapWhenAskedTo() {
        truth.add(at(0, 1, 0));
        found.add(at(0, 1, 2));

        assertThat(TrackingEvaluation.of(truth.build())
                        .atOverlap(.7)
                        .evaluate(found.build())
                        .matches())
                .isZero();
        assertThat(figures().matches()).isEqualTo(1);
    }

    @Test
    void add_failsWhenAnIdIsTwiceInAFrame() {
        truth.add(at(3, 1, 0));

        assertThatThrownBy(() -> truth.add(at(3, 1, 50)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Expected an id once in a frame, found 1 twice in frame 3");
    }

    private TrackingFigures figures() {
        return TrackingEvaluation.of(truth.build()).evaluate(found.build());
    }

    private static TrackedBox at(long frame, long id, float left) {
        return new TrackedBox(frame, id, new Box(left, 0, left + 10, 20));
    }
}
