package dev.visiontask.classification;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.visiontask.testkit.TestData;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** The answers of a model as Python computed them; see the file's own rules. */
final class ClassificationGoldens {
    private final JsonObject root;

    private ClassificationGoldens(JsonObject root) {
        this.root = root;
    }

    /** The two ways of resampling that the goldens were made with. */
    enum Chain {
        PILLOW("pillow-bilinear"),
        CV2("opencv-linear");

        private final String interpolation;

        Chain(String interpolation) {
            this.interpolation = interpolation;
        }

        String interpolation() {
            return interpolation;
        }

        private String key() {
            return this == PILLOW ? "pillow" : "cv2";
        }
    }

    record Scored(int index, double probability) {}

    record Picture(Path path, OptionalInt truth, List<Scored> best) {}

    static ClassificationGoldens of(String model) {
        try (Reader reader = Files.newBufferedReader(TestData.path("goldens/classification/" + model + ".json"))) {
            return new ClassificationGoldens(JsonParser.parseReader(reader).getAsJsonObject());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<Picture> pictures(Chain chain) {
        List<Picture> pictures = new ArrayList<>();
        for (JsonElement element : root.getAsJsonArray("results")) {
            JsonObject result = element.getAsJsonObject();
            JsonElement truth = result.get("truth");
            pictures.add(new Picture(
                    TestData.path(result.get("image").getAsString()),
                    truth == null || truth.isJsonNull() ? OptionalInt.empty() : OptionalInt.of(truth.getAsInt()),
                    scored(result.getAsJsonArray(chain.key()))));
        }
        return pictures;
    }

    private static List<Scored> scored(JsonArray best) {
        List<Scored> scored = new ArrayList<>();
        for (JsonElement element : best) {
            JsonArray triple = element.getAsJsonArray();
            scored.add(new Scored(triple.get(0).getAsInt(), triple.get(2).getAsDouble()));
        }
        return scored;
    }

    double accuracy(Chain chain, String top) {
        return root.getAsJsonObject("accuracy")
                .getAsJsonObject(chain.key())
                .get(top)
                .getAsDouble();
    }
}
