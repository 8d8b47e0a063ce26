package dev.visiontask.detection.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.visiontask.BadInputException;
import dev.visiontask.Box;
import dev.visiontask.ImageSize;
import dev.visiontask.detection.Detection;
import dev.visiontask.mask.Mask;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CocoEvaluationTest {
    private static final ImageSize SIZE = new ImageSize(200, 100);
    private static final double EXACT = 1e-12;

    private final ObjectDataset.Builder truth = ObjectDataset.builder("made-up")
            .add(new Category(1, "cat"))
            .add(new Category(3, "dog"))
            .add(new DatasetImage(7, "a.jpg", SIZE))
            .add(new DatasetImage(5, "b.jpg", SIZE));
    private final DetectionResults results =
            DetectionResults.of(List.of(new Category(1, "cat"), new Category(3, "dog")));

    private void object(long image, int category, double x, TrueObject.Kind kind) {
        truth.add(new TrueObject(image, category, new CocoBox(x, 0, 50, 50), 2500, kind, null));
    }

    private void result(long image, int category, double x, double score) {
        results.add(new ScoredObject(image, category, score, new CocoBox(x, 0, 50, 50), null));
    }

    private CocoFigures evaluate() {
        return CocoEvaluation.ofBoxes(truth.build()).evaluate(results);
    }

    @Test
    void ap_isOneWhenEverythingIsFoundExactly() {
        object(5, 1, 0, TrueObject.Kind.OBJECT);
        object(7, 1, 100, TrueObject.Kind.OBJECT);
        result(7, 1, 100, .4);
        result(5, 1, 0, .9);

        CocoFigures figures = evaluate();

        assertThat(figures.ap()).isCloseTo(1, within(EXACT));
        assertThat(figures.apMedium()).isCloseTo(1, within(EXACT));
        assertThat(figures.apSmall()).isEqualTo(CocoFigures.NONE);
        assertThat(figures.arLarge()).isEqualTo(CocoFigures.NONE);
        assertThat(figures.categories()).hasSize(1);
        assertThat(figures.category("dog")).isEmpty();
        assertThat(figures.category("cat").orElseThrow().objects()).isEqualTo(2);
    }

    @Test
    void ap_fallsWithAFalseResultBetweenTwoRightOnes() {
        object(5, 1, 0, TrueObject.Kind.OBJECT);
        object(7, 1, 100, TrueObject.Kind.OBJECT);
        result(5, 1, 0, .9);
        result(5, 1, 100, .8);
        result(7, 1, 100, .7);

        CocoFigures figures = evaluate();

        // 51 points of recall (0 to 0.50) at precision 1, the other 50 at 2/3.
        assertThat(figures.ap()).isCloseTo((51 + 50 * 2 / 3.0) / 101, within(EXACT));
        assertThat(figures.ar1()).isCloseTo(1, within(EXACT));
    }

    @Test
    void ap_countsTheThresholdsThatTheOverlapReaches() {
        object(5, 1, 0, TrueObject.Kind.OBJECT);
        result(5, 1, 10, .9);

        CocoFigures figures = evaluate();

        // IoU 40 x 50 / (60 x 50) = 2/3: four thresholds, 0.50 to 0.65.
        assertThat(figures.ap()).isCloseTo(.4, within(EXACT));
        assertThat(figures.ap50()).isCloseTo(1, within(EXACT));
        assertThat(figures.ap75()).isZero();
    }

    @Test
    void crowd_makesResultsCountNeitherWay() {
        object(5, 1, 0, TrueObject.Kind.OBJECT);
        object(5, 1, 100, TrueObject.Kind.CROWD);
        result(5, 1, 0, .5);
        result(5, 1, 100, .9);
        result(5, 1, 100, .8);

        assertThat(evaluate().ap()).isCloseTo(1, within(EXACT));
    }

    @Test
    void difficult_isTakenOnceOnly() {
        object(5, 1, 0, TrueObject.Kind.OBJECT);
        object(5, 1, 100, TrueObject.Kind.DIFFICULT);
        result(5, 1, 100, .9);
        result(5, 1, 100, .8);
        result(5, 1, 0, .5);

        // The second result on the difficult object is false: precision 1/2.
        assertThat(evaluate().ap()).isCloseTo(.5, within(EXACT));
    }

    @Test
    void recall_dependsOnHowManyResultsCount() {
        object(5, 1, 0, TrueObject.Kind.OBJECT);
        for (int i = 0; i < 10; i++) {
            result(5, 1, 100, .9 - i * .01);
        }
        result(5, 1, 0, .1);

        CocoFigures figures = evaluate();

        assertThat(figures.ar1()).isZero();
        assertThat(figures.ar10()).isZero();
        assertThat(figures.ar100()).isCloseTo(1, within(EXACT));
    }

    @Test
    void ties_keepTheOrderOfTheResults() {
        object(5, 1, 0, TrueObject.Kind.OBJECT);
        result(5, 1, 0, .5);
        result(5, 1, 100, .5);
        result(7, 1, 100, .5);

        assertThat(evaluate().ap()).isCloseTo(1, within(EXACT));
    }

    @Test
    void figures_areNoneWithoutObjectsAndZeroWithoutResults() {
        assertThat(evaluate().toArray()).containsOnly(CocoFigures.NONE);
        object(5, 1, 0, TrueObject.Kind.OBJECT);
        assertThat(evaluate().ap()).isZero();
        assertThat(evaluate().toString()).contains("AP", "0.0000", "1 objects");
    }

    @Test
    void evaluate_namesEverythingThatDoesNotFit() {
        object(5, 1, 0, TrueObject.Kind.OBJECT);
        object(6, 1, 0, TrueObject.Kind.OBJECT);
        object(5, 2, 0, TrueObject.Kind.OBJECT);
        result(5, 1, 0, .9);
        result(8, 1, 0, .9);
        result(9, 4, 0, .9);
        results.add(5, List.of(new Detection(0, "horse", .5f, new Box(0, 0, 1, 1))));

        assertThatThrownBy(this::evaluate)
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("annotations of picture 6, which is not listed")
                .hasMessageContaining("annotations of the unknown category 2")
                .hasMessageContaining("does not list: 8, 9")
                .hasMessageContaining("unknown categories: 4")
                .hasMessageContaining("no category: horse")
                .hasMessageContaining("skippingProblems()");

        CocoFigures rest =
                CocoEvaluation.ofBoxes(truth.build()).skippingProblems().evaluate(results);
        assertThat(rest.ap()).isCloseTo(1, within(EXACT));
        assertThat(rest.basis()).isEqualTo(new CocoFigures.Basis(Overlap.BOX, 2, 1, 1));
    }

    @Test
    void masks_areComparedByPixels() {
        mask(5, 0, 10);
        masked(5, Mask.of(SIZE, (x, y) -> x < 10 && y < 8), .9);

        CocoFigures figures = CocoEvaluation.ofMasks(truth.build()).evaluate(results);

        // IoU 80/100: seven thresholds, 0.50 to 0.80.
        assertThat(figures.ap()).isCloseTo(.7, within(EXACT));
        assertThat(figures.apSmall()).isCloseTo(.7, within(EXACT));
    }

    @Test
    void masks_areAskedOfEveryObjectAndResult() {
        mask(5, 0, 10);
        object(7, 1, 0, TrueObject.Kind.OBJECT);
        masked(5, Mask.of(SIZE, (x, y) -> x < 10 && y < 10), .9);
        masked(7, Mask.of(new ImageSize(3, 3), (x, y) -> true), .9);
        result(5, 1, 0, .3);

        CocoEvaluation evaluation = CocoEvaluation.ofMasks(truth.build());

        assertThatThrownBy(() -> evaluation.evaluate(results))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("an object of picture 7 has no mask")
                .hasMessageContaining("in pictures 5, 7");
        assertThat(evaluation.skippingProblems().evaluate(results).ap()).isCloseTo(1, within(EXACT));
    }

    @Test
    void masks_areThoseOfTheDetections() {
        mask(5, 0, 10);
        Mask mask = Mask.of(SIZE, (x, y) -> x < 10 && y < 8);
        results.add(5, List.of(new Detection(0, "cat", .9f, new Box(0, 0, 10, 10), Optional.of(mask))));

        assertThat(CocoEvaluation.ofMasks(truth.build()).evaluate(results).ap()).isCloseTo(.7, within(EXACT));
        assertThat(CocoEvaluation.ofBoxes(truth.build()).evaluate(results).ap()).isCloseTo(1, within(EXACT));
    }

    private void mask(long image, double from, double to) {
        Outline square = Outline.ofPolygons(List.of(new double[] {from, from, from, to, to, to, to, from}));
        truth.add(new TrueObject(image, 1, new CocoBox(from, from, to, to), 100, TrueObject.Kind.OBJECT, square));
    }

    private void masked(long image, @Nullable Mask mask, double score) {
        results.add(new ScoredObject(image, 1, score, new CocoBox(0, 0, 10, 10), mask));
    }

    @Test
    void add_takesDetectionsByTheirLabels() {
        object(5, 3, 0, TrueObject.Kind.OBJECT);

        results.add(5, List.of(new Detection(17, "dog", .8f, new Box(0, 0, 50, 50))));
        results.alias("hound", "dog").add(5, List.of(new Detection(2, "hound", .7f, new Box(9, 9, 20, 20))));

        assertThat(results.unknownLabels()).isEmpty();
        assertThat(results.objects()).extracting(ScoredObject::categoryId).containsExactly(3, 3);
        assertThatThrownBy(() -> results.alias("hound", "wolf")).isInstanceOf(IllegalArgumentException.class);
        assertThat(evaluate().category("dog").orElseThrow().ap()).isCloseTo(1, within(EXACT));
    }

    @Test
    void add_takesTheNamesOfPascalVocForThoseOfCoco() {
        DetectionResults found = DetectionResults.of(List.of(new Category(5, "airplane"), new Category(6, "sofa")));

        found.add(5, List.of(new Detection(0, "aeroplane", .8f, new Box(0, 0, 50, 50))));
        found.add(5, List.of(new Detection(1, "couch", .7f, new Box(0, 0, 50, 50))));

        assertThat(found.objects()).extracting(ScoredObject::categoryId).containsExactly(5, 6);
    }
}
