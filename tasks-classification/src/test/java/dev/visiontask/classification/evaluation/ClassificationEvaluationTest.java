package dev.visiontask.classification.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.visiontask.ImageSize;
import dev.visiontask.classification.Classification;
import dev.visiontask.classification.Classifications;
import dev.visiontask.testkit.TestData;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClassificationEvaluationTest {
    private static final double SIX_DIGITS = 1e-6;

    @Test
    void topAccuracy_takesEqualScoresInTheOrderOfTheClasses() {
        ClassificationFigures figures = ClassificationEvaluation.of(3)
                .add(0, new float[] {.5f, .5f, .5f})
                .add(2, new float[] {.5f, .5f, .5f})
                .add(1, new float[] {.1f, .2f, .7f})
                .figures();

        assertThat(figures.count()).isEqualTo(3);
        assertThat(figures.accuracy()).isCloseTo(1 / 3.0, within(1e-12));
        assertThat(figures.topAccuracy(2)).isCloseTo(2 / 3.0, within(1e-12));
        assertThat(figures.topAccuracy(3)).isEqualTo(1);
        assertThat(figures.topAccuracy(9)).isEqualTo(1);
        assertThat(figures.confusion().count(2, 0)).isEqualTo(1);
    }

    @Test
    void add_takesAnswersOfAClassifier() {
        ClassificationEvaluation evaluation = ClassificationEvaluation.of(List.of("cat", "dog"));

        evaluation.add("dog", answer(new Classification(0, "cat", .7f), new Classification(1, "dog", .3f)));
        evaluation.add("cat", answer(new Classification(0, "cat", .9f)));
        evaluation.add("cat", answer());
        ClassificationFigures figures = evaluation.figures();

        assertThat(figures.accuracy()).isCloseTo(1 / 3.0, within(1e-12));
        assertThat(figures.topAccuracy(5)).isCloseTo(2 / 3.0, within(1e-12));
        assertThat(figures.classes())
                .containsExactly(
                        new ClassificationFigures.OfClass(0, "cat", .5, 1, 2 / 3.0, 1),
                        new ClassificationFigures.OfClass(1, "dog", 0, 0, 0, 1));
        assertThat(figures.toString()).contains("cat", "top-1 0.3333", "3 pictures");
        assertThat(figures.toJson()).startsWith("{\"count\":3,\"top1\":0.33").contains("\"label\":\"dog\"");
        assertThatThrownBy(() -> evaluation.add("cow", answer())).hasMessageContaining("cow");
        assertThatThrownBy(() -> figures.rankingPrecision(0)).hasMessageContaining("keepingScores()");
    }

    private static Classifications answer(Classification... classes) {
        return new Classifications(List.of(classes), new ImageSize(1, 1));
    }

    @Test
    void add_refusesScoresThatDoNotFit() {
        ClassificationEvaluation evaluation = ClassificationEvaluation.of(2);

        assertThatThrownBy(() -> evaluation.add(2, new float[2])).hasMessageContaining("found: 2");
        assertThatThrownBy(() -> evaluation.add(0, new float[3])).hasMessageContaining("found: 3");
        assertThatThrownBy(() -> evaluation.add(0, new float[] {0, Float.NaN})).hasMessageContaining("NaN");
        assertThat(evaluation.figures().count()).isZero();
        assertThat(evaluation.figures().accuracy()).isNaN();
    }

    @Test
    void rankingPrecision_isTheMeanOfThePrecisionsWhereSomethingIsWanted() {
        boolean[] wanted = {true, false, true, false};

        assertThat(RankingPrecision.of(new float[] {.9f, .8f, .7f, .1f}, wanted))
                .isCloseTo((1 + 2 / 3.0) / 2, within(1e-12));
        assertThat(RankingPrecision.of(new float[4], wanted)).isCloseTo((1 + 2 / 3.0) / 2, within(1e-12));
        assertThat(RankingPrecision.of(new float[4], new boolean[4])).isNaN();
    }

    @Test
    void figures_areThoseOfPython() throws IOException {
        List<String> lines = Files.readAllLines(TestData.path("goldens/metrics/topk.csv"));
        ClassificationEvaluation evaluation = ClassificationEvaluation.of(12).keepingScores();
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(",", -1);
            float[] scores = new float[12];
            for (int i = 0; i < scores.length; i++) {
                scores[i] = Float.parseFloat(cells[i + 1]);
            }
            evaluation.add(Integer.parseInt(cells[0]), scores);
        }
        ClassificationFigures figures = evaluation.figures();

        JsonObject topk = golden("topk.json");
        for (int k : new int[] {1, 3, 5}) {
            close(figures.topAccuracy(k), topk.get("top" + k));
        }
        for (int i = 0; i < 12; i++) {
            for (int j = 0; j < 12; j++) {
                assertThat(figures.confusion().count(i, j))
                        .isEqualTo(topk.getAsJsonArray("confusion")
                                .get(i)
                                .getAsJsonArray()
                                .get(j)
                                .getAsLong());
            }
            JsonObject expected = topk.getAsJsonArray("per_class").get(i).getAsJsonObject();
            ClassificationFigures.OfClass actual = figures.classes().get(i);
            close(actual.precision(), expected.get("precision"));
            close(actual.recall(), expected.get("recall"));
            close(actual.f1(), expected.get("f1"));
            assertThat(actual.support()).isEqualTo(expected.get("support").getAsLong());
        }
        close(figures.macroF1(), topk.get("macro_f1"));
        JsonObject ranking = golden("ranking-ap.json");
        ranking.getAsJsonObject("ap")
                .entrySet()
                .forEach(entry -> close(figures.rankingPrecision(Integer.parseInt(entry.getKey())), entry.getValue()));
        close(figures.meanRankingPrecision(), ranking.get("mean"));
    }

    private static void close(double actual, JsonElement expected) {
        assertThat(actual).isCloseTo(expected.getAsDouble(), within(SIX_DIGITS));
    }

    private static JsonObject golden(String name) throws IOException {
        return JsonParser.parseString(Files.readString(TestData.path("goldens/metrics/" + name)))
                .getAsJsonObject();
    }
}
