package dev.visiontask.detection.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visiontask.evaluation.ConfusionMatrix;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConfusionEvaluationTest {
    private final ObjectDataset.Builder truth = ObjectDataset.builder("made-up")
            .add(new Category(1, "cat"))
            .add(new Category(4, "dog"))
            .add(new DatasetImage(1, "a.jpg", null))
            .add(new DatasetImage(2, "b.jpg", null));
    private final DetectionResults results = DetectionResults.of(List.of());

    private void object(long image, int category, double x, TrueObject.Kind kind) {
        truth.add(new TrueObject(image, category, new CocoBox(x, 0, 10, 10), 100, kind, null));
    }

    private void result(long image, int category, double x, double score) {
        results.add(new ScoredObject(image, category, score, new CocoBox(x, 0, 10, 10), null));
    }

    private DetectionConfusion evaluate() {
        return ConfusionEvaluation.of(truth.build()).evaluate(results);
    }

    @Test
    void matrix_hasWhatWasRightConfusedMissedAndExtra() {
        object(1, 1, 0, TrueObject.Kind.OBJECT);
        object(1, 4, 50, TrueObject.Kind.OBJECT);
        object(1, 4, 90, TrueObject.Kind.OBJECT);
        result(1, 1, 0, .9);
        result(1, 1, 51, .8);
        result(2, 4, 0, .7);
        result(2, 4, 0, .2);

        DetectionConfusion confusion = evaluate();

        ConfusionMatrix matrix = confusion.matrix();
        assertThat(matrix.labels()).containsExactly("cat", "dog", "background");
        assertThat(matrix.toArray()).isDeepEqualTo(new long[][] {{1, 0, 0}, {1, 0, 1}, {0, 1, 0}});
        assertThat(confusion.pictures())
                .containsExactly(
                        new PictureErrors(new DatasetImage(1, "a.jpg", null), 1, 1, 1, 0),
                        new PictureErrors(new DatasetImage(2, "b.jpg", null), 0, 0, 0, 1));
        assertThat(confusion.worst(1)).extracting(PictureErrors::errors).containsExactly(2);
        assertThat(confusion.toString()).contains("cat", "confused");
    }

    @Test
    void pairs_thatOverlapMostBelongTogether() {
        object(1, 1, 0, TrueObject.Kind.OBJECT);
        object(1, 4, 3, TrueObject.Kind.OBJECT);
        result(1, 4, 2, .9);
        result(1, 1, 1, .3);

        assertThat(evaluate().matrix().toArray()).isDeepEqualTo(new long[][] {{1, 0, 0}, {0, 1, 0}, {0, 0, 0}});
    }

    @Test
    void crowd_takesAnyNumberOfResults() {
        object(1, 1, 0, TrueObject.Kind.CROWD);
        result(1, 1, 0, .9);
        result(1, 4, 1, .9);

        DetectionConfusion confusion = evaluate();

        assertThat(confusion.matrix().total()).isZero();
        assertThat(confusion.worst(5)).isEmpty();
    }

    @Test
    void fromScore_leavesOutWeakerResults() {
        result(1, 1, 0, .2);
        result(1, 1, 0, .3);

        ConfusionEvaluation evaluation = ConfusionEvaluation.of(truth.build());

        assertThat(evaluation.evaluate(results).matrix().count(2, 0)).isEqualTo(1);
        assertThat(evaluation.fromScore(.1).evaluate(results).matrix().count(2, 0))
                .isEqualTo(2);
        assertThat(evaluation.fromScore(.5).evaluate(results).matrix().total()).isZero();
    }
}
