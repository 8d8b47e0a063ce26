package dev.visiontask.detection.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.visiontask.testkit.TestData;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The figures against those of pycocotools, to six digits. */
class CocoGoldensTest {
    private static final double SIX_DIGITS = 1e-6;

    private static ObjectDataset truth = ObjectDataset.builder("none").build();

    @BeforeAll
    static void readTruth() {
        truth = ObjectDataset.readCoco(TestData.path("images/coco128/instances.json"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"jitter", "crowd-and-ties", "sizes", "masks-jitter", "masks-exact"})
    void figures_areThoseOfPycocotools(String name) throws IOException {
        CocoFigures figures = evaluate(name, results(name));

        JsonObject stats = stats(name);
        assertThat(figures.toArray()).hasSize(12);
        List<String> keys = List.copyOf(stats.keySet());
        for (int i = 0; i < keys.size(); i++) {
            assertThat(figures.toArray()[i])
                    .as(keys.get(i))
                    .isCloseTo(stats.get(keys.get(i)).getAsDouble(), within(SIX_DIGITS));
        }
    }

    @Test
    void figures_areNamedAsInPycocotools() throws IOException {
        JsonObject stats = stats("jitter");
        JsonObject json = JsonParser.parseString(
                        evaluate("jitter", results("jitter")).toJson())
                .getAsJsonObject();

        assertThat(json.get("objects").getAsInt()).isEqualTo(truth.objects().size());
        assertThat(json.get("results").getAsInt()).isEqualTo(534);
        for (String key : stats.keySet()) {
            assertThat(json.get(key).getAsDouble())
                    .as(key)
                    .isCloseTo(stats.get(key).getAsDouble(), within(SIX_DIGITS));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"jitter", "crowd-and-ties", "sizes"})
    void categories_areThoseOfPycocotools(String name) throws IOException {
        CocoFigures figures = evaluate(name, results(name));

        JsonObject expected =
                golden("per-class-ap.json").getAsJsonObject("sets").getAsJsonObject(name);
        assertThat(figures.categories())
                .extracting(category -> Integer.toString(category.category().id()))
                .containsExactlyElementsOf(expected.keySet());
        for (CategoryFigures category : figures.categories()) {
            JsonObject golden = expected.getAsJsonObject(
                    Integer.toString(category.category().id()));
            assertThat(category.category().name()).isEqualTo(golden.get("name").getAsString());
            assertThat(category.ap()).isCloseTo(golden.get("AP").getAsDouble(), within(SIX_DIGITS));
            assertThat(category.ap50()).isCloseTo(golden.get("AP50").getAsDouble(), within(SIX_DIGITS));
            assertThat(category.ap75()).isCloseTo(golden.get("AP75").getAsDouble(), within(SIX_DIGITS));
            assertThat(category.ar100()).isCloseTo(golden.get("AR100").getAsDouble(), within(SIX_DIGITS));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"jitter", "masks-exact"})
    void writeCoco_writesWhatReadsBackAsTheSame(String name, @TempDir Path folder) {
        DetectionResults results = results(name);

        results.writeCoco(folder.resolve("results.json"));
        DetectionResults again = DetectionResults.readCoco(folder.resolve("results.json"));

        assertThat(again.objects()).isEqualTo(results.objects());
    }

    @Test
    void truth_isReadWhole() {
        assertThat(truth.problems()).isEmpty();
        assertThat(truth.images()).hasSize(64);
        assertThat(truth.categories()).hasSize(80);
        assertThat(truth.objects()).hasSize(547);
        assertThat(truth.objects().stream().filter(object -> object.kind() == TrueObject.Kind.CROWD))
                .hasSize(5);
        assertThat(truth.missingFiles(TestData.path("images/coco128/images"))).isEmpty();
        assertThat(truth.missingFiles(TestData.path("images/ocr"))).hasSize(64);
        assertThat(truth.image("000000000009.jpg").orElseThrow().id()).isEqualTo(9);
    }

    @Test
    void reportingTo_tellsEachClass() {
        List<Long> done = new ArrayList<>();

        CocoEvaluation.ofBoxes(truth)
                .reportingTo((now, total) -> {
                    assertThat(total).isEqualTo(80);
                    done.add(now);
                })
                .evaluate(results("jitter"));

        assertThat(done).hasSize(80).isSorted().endsWith(80L);
    }

    private static CocoFigures evaluate(String name, DetectionResults results) {
        CocoEvaluation evaluation =
                name.startsWith("masks") ? CocoEvaluation.ofMasks(truth) : CocoEvaluation.ofBoxes(truth);
        return evaluation.evaluate(results);
    }

    private static DetectionResults results(String name) {
        return DetectionResults.readCoco(TestData.path("goldens/metrics/detections-" + name + ".json"));
    }

    private static JsonObject stats(String name) throws IOException {
        for (JsonElement element : golden("coco.json").getAsJsonArray("files")) {
            JsonObject file = element.getAsJsonObject();
            if (file.get("file").getAsString().equals("detections-" + name + ".json")) {
                return file.getAsJsonObject("stats");
            }
        }
        throw new IllegalArgumentException(name);
    }

    private static JsonObject golden(String name) throws IOException {
        try (Reader reader = Files.newBufferedReader(TestData.path("goldens/metrics/" + name))) {
            return JsonParser.parseReader(reader).getAsJsonObject();
        }
    }
}
