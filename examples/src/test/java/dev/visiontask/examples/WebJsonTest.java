package dev.visiontask.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParser;
import com.google.gson.JsonSerializer;
import dev.visiontask.Box;
import dev.visiontask.ImageSize;
import dev.visiontask.activity.Activities;
import dev.visiontask.activity.Activity;
import dev.visiontask.classification.Classification;
import dev.visiontask.classification.Classifications;
import dev.visiontask.detection.Detection;
import dev.visiontask.detection.Detections;
import dev.visiontask.detection.tracking.Tracker;
import dev.visiontask.json.JsonResult;
import dev.visiontask.mask.Mask;
import dev.visiontask.segmentation.ClassMap;
import dev.visiontask.segmentation.Segmentation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/** The mapper that a web framework has writes results as they write themselves. */
class WebJsonTest {
    private static final ImageSize SIZE = new ImageSize(3, 2);
    private static final Detection DOG = new Detection(
            16, "dog \"Rex\"", 0.89431787f, new Box(0.5f, 0, 3, 2), Optional.of(Mask.of(SIZE, (x, y) -> x > 0)));
    private static final Detection CAT = new Detection(15, "cat", 0.25f, new Box(0, 0, 1, 1));

    static Stream<JsonResult> results() {
        Detections detections = new Detections(List.of(DOG, CAT), SIZE);
        return Stream.of(
                detections,
                new Detections(List.of(), SIZE),
                DOG,
                CAT,
                DOG.mask().orElseThrow(),
                Tracker.create().update(detections),
                new Segmentation(ClassMap.of(SIZE, new byte[] {0, 1, 1, 0, 0, -1}), List.of("sky", "sea"), List.of()),
                new Classifications(List.of(new Classification(1, "tabby", 1e-5f)), SIZE),
                new Classification(1, "tabby", 0.5f),
                new Activities("tennis.mp4", List.of(new Activity(3, "serve", 0.87f)), List.of(List.of(0L, 14L))));
    }

    @ParameterizedTest
    @MethodSource("results")
    void jackson_writesWhatTheResultWrites(JsonResult result) throws Exception {
        ObjectMapper plain = new ObjectMapper();

        assertThat(plain.writeValueAsString(result)).isEqualTo(result.toJson());
        assertThat(new ObjectMapper().findAndRegisterModules().writeValueAsString(result))
                .isEqualTo(result.toJson());
        assertThat(plain.writeValueAsString(Map.of("found", List.of(result))))
                .isEqualTo("{\"found\":[" + result.toJson() + "]}");
    }

    @ParameterizedTest
    @MethodSource("results")
    void jackson3_writesWhatTheResultWrites(JsonResult result) {
        JsonMapper plain = JsonMapper.builder().build();

        assertThat(plain.writeValueAsString(result)).isEqualTo(result.toJson());
        assertThat(plain.writeValueAsString(Map.of("found", List.of(result), "best", Optional.of(result))))
                .contains("\"found\":[" + result.toJson() + "]", "\"best\":" + result.toJson());
    }

    /** As docs/evaluation.md tells. */
    @ParameterizedTest
    @MethodSource("results")
    void gson_writesItWithAnAdapter(JsonResult result) {
        Gson gson = new GsonBuilder()
                .registerTypeHierarchyAdapter(JsonResult.class, (JsonSerializer<JsonResult>)
                        (each, type, context) -> JsonParser.parseString(each.toJson()))
                .create();

        assertThat(gson.toJsonTree(result)).isEqualTo(JsonParser.parseString(result.toJson()));
    }
}
