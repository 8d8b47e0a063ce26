package dev.visiontask.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonArray;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A real model on real videos, compared with the answers of OpenCV and ONNX Runtime in Python. */
class ActivityGoldensTest {
    @ParameterizedTest
    @ValueSource(strings = {"onnxruntime", "opencv-dnn"})
    void run_givesTheAnswersOfPython(String engine) throws IOException {
        JsonObject golden = golden();
        double tolerance =
                golden.getAsJsonObject("tolerance").get("probability").getAsDouble();
        try (ActivityRecognizer recognizer = open(engine)) {
            for (JsonElement element : golden.getAsJsonArray("results")) {
                JsonObject scene = element.getAsJsonObject();
                Path video = TestData.path(scene.get("video").getAsString());
                Clip clip = Clip.of(
                        video, scene.get("start").getAsLong(), scene.get("end").getAsLong());

                Activities found = recognizer.run(clip);

                assertThat(found.frames()).describedAs("frames of %s", scene).isEqualTo(longs(scene, "frames"));
                assertProbabilities(found, scene, tolerance);
            }
        }
    }

    private static void assertProbabilities(Activities found, JsonObject scene, double tolerance) {
        JsonArray expected = scene.getAsJsonArray("probabilities");
        assertThat(found.classes()).hasSize(expected.size());
        assertThat(found.best().label())
                .isEqualTo(scene.getAsJsonArray("best").get(1).getAsString());
        for (Activity activity : found) {
            assertThat((double) activity.score())
                    .describedAs("%s of %s", activity.label(), scene.get("video"))
                    .isCloseTo(expected.get(activity.index()).getAsDouble(), within(tolerance));
        }
    }

    private static JsonObject golden() throws IOException {
        try (Reader reader = Files.newBufferedReader(TestData.path("goldens/activity/lrcn_ucf50_4.json"))) {
            return JsonParser.parseReader(reader).getAsJsonObject();
        }
    }

    private static ActivityRecognizer open(String engine) {
        return ActivityRecognizer.builder()
                .model(TestData.path("models/activity/lrcn_ucf50_4"))
                .backend(engine)
                .setting("clip_sampling", "spread")
                .setting("color", "bgr")
                .setting("interpolation", "opencv-linear")
                .setting("rescale_factor", 1 / 255.0)
                .build();
    }

    private static List<Long> longs(JsonObject object, String key) {
        List<Long> values = new ArrayList<>();
        object.getAsJsonArray(key).forEach(element -> values.add(element.getAsLong()));
        return values;
    }
}
