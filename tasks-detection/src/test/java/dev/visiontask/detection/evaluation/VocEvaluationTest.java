package dev.visiontask.detection.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class VocEvaluationTest {
    private static final double EXACT = 1e-12;

    private final ObjectDataset.Builder truth = ObjectDataset.builder("made-up")
            .add(new Category(1, "cat"))
            .add(new Category(2, "dog"))
            .add(new DatasetImage(1, "a.jpg", null))
            .add(new DatasetImage(2, "b.jpg", null));
    private final DetectionResults results = DetectionResults.of(List.of());

    private void object(long image, double x, TrueObject.Kind kind) {
        truth.add(new TrueObject(image, 1, new CocoBox(x, 0, 10, 10), 100, kind, null));
    }

    private void result(long image, double x, double score) {
        results.add(new ScoredObject(image, 1, score, new CocoBox(x, 0, 10, 10), null));
    }

    private VocFigures evaluate() {
        return VocEvaluation.of(truth.build()).evaluate(results);
    }

    @Test
    void ap_isTheAreaUnderTheCurve() {
        object(1, 0, TrueObject.Kind.OBJECT);
        object(2, 0, TrueObject.Kind.OBJECT);
        result(1, 0, .9);
        result(1, 50, .8);
        result(2, 0, .7);

        VocFigures figures = evaluate();

        // Recall 0.5 at precision 1, then 1 at 2/3; of the 11 points 6 lie at or below 0.5.
        assertThat(figures.meanAp()).isCloseTo(.5 + .5 * 2 / 3, within(EXACT));
        assertThat(figures.meanAp11()).isCloseTo((6 + 5 * 2 / 3.0) / 11, within(EXACT));
        assertThat(figures.classes()).hasSize(1);
        assertThat(figures.category("cat").orElseThrow().results()).isEqualTo(3);
        assertThat(figures.category("dog")).isEmpty();
    }

    @Test
    void ap_countsASecondResultOnOneObjectAsFalse() {
        object(1, 0, TrueObject.Kind.OBJECT);
        object(1, 4, TrueObject.Kind.OBJECT);
        result(1, 0, .9);
        result(1, 1, .8);

        // The second result overlaps the taken object most, so it does not get the free one.
        assertThat(evaluate().meanAp()).isCloseTo(.5, within(EXACT));
    }

    @Test
    void difficult_countsNeitherWay() {
        object(1, 0, TrueObject.Kind.OBJECT);
        object(1, 50, TrueObject.Kind.DIFFICULT);
        result(1, 50, .9);
        result(1, 50, .8);
        result(1, 0, .5);

        assertThat(evaluate().meanAp()).isCloseTo(1, within(EXACT));
    }

    @Test
    void atOverlap_movesTheThreshold() {
        object(1, 0, TrueObject.Kind.OBJECT);
        result(1, 5, .9);

        VocEvaluation evaluation = VocEvaluation.of(truth.build());

        // IoU 50 / 150, which is reached exactly.
        assertThat(evaluation.evaluate(results).meanAp()).isZero();
        assertThat(evaluation.atOverlap(50 / 150.0).evaluate(results).meanAp()).isCloseTo(1, within(EXACT));
        assertThatThrownBy(() -> evaluation.atOverlap(0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void figures_areNaNWithoutObjects() {
        VocFigures figures = evaluate();

        assertThat(figures.meanAp()).isNaN();
        assertThat(figures.toJson()).isEqualTo("{\"overlap\":0.5,\"mAP\":null,\"mAP11\":null,\"classes\":[]}");
        assertThat(figures.toString()).contains("mAP -");
    }
}
