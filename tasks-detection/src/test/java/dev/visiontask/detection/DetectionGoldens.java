package dev.visiontask.detection;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.visiontask.Box;
import dev.visiontask.testkit.TestData;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The detections of a model as Python computed them; see the file's own rules. */
final class DetectionGoldens {
    private static final int CATEGORY_COLUMN = 1;

    private final JsonObject root;

    private DetectionGoldens(JsonObject root) {
        this.root = root;
    }

    record Golden(int category, float score, Box box) {}

    static DetectionGoldens of(String model) {
        try (Reader reader = Files.newBufferedReader(TestData.path("goldens/detection/" + model + ".json"))) {
            return new DetectionGoldens(JsonParser.parseReader(reader).getAsJsonObject());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All pictures with what was found in them. */
    Map<Path, List<Golden>> pictures() {
        Map<Path, List<Golden>> pictures = new LinkedHashMap<>();
        for (JsonElement element : root.getAsJsonObject("sets").asMap().values()) {
            JsonObject set = element.getAsJsonObject();
            Path folder = TestData.path(set.get("folder").getAsString());
            Map<Integer, Path> byId = new LinkedHashMap<>();
            set.getAsJsonObject("images")
                    .asMap()
                    .forEach((id, name) -> byId.put(Integer.valueOf(id), folder.resolve(name.getAsString())));
            byId.values().forEach(path -> pictures.put(path, new ArrayList<>()));
            for (JsonElement result : set.getAsJsonArray("results")) {
                JsonObject object = result.getAsJsonObject();
                Path path =
                        Objects.requireNonNull(byId.get(object.get("image_id").getAsInt()));
                pictures.computeIfAbsent(path, unknown -> new ArrayList<>()).add(golden(object));
            }
        }
        return pictures;
    }

    /** COCO's twelve figures of these detections on the pictures of coco128, in the order of {@code COCOeval.stats}. */
    double[] cocoFigures() {
        return root
                .getAsJsonObject("sets")
                .getAsJsonObject("coco128")
                .getAsJsonObject("stats")
                .asMap()
                .values()
                .stream()
                .mapToDouble(JsonElement::getAsDouble)
                .toArray();
    }

    private static Golden golden(JsonObject object) {
        JsonArray box = object.getAsJsonArray("bbox");
        float left = box.get(0).getAsFloat();
        float top = box.get(1).getAsFloat();
        return new Golden(
                object.get("category_id").getAsInt(),
                object.get("score").getAsFloat(),
                new Box(
                        left,
                        top,
                        left + box.get(2).getAsFloat(),
                        top + box.get(3).getAsFloat()));
    }

    /** The options that the goldens were made with. */
    DetectionOptions options() {
        JsonObject parameters = root.getAsJsonObject("parameters");
        DetectionOptions.Builder options = DetectionOptions.builder()
                .scoreThreshold(parameters.get("score_threshold").getAsFloat())
                .maxResults(parameters.get("max_detections").getAsInt());
        JsonElement iou = parameters.get("nms_iou");
        return (iou.isJsonNull() ? options : options.nmsIou(iou.getAsFloat())).build();
    }

    /** The category of the 80 classes of COCO by class index. */
    static int[] coco80() {
        try {
            return Files.readAllLines(TestData.path("images/coco128/coco80_to_91.csv")).stream()
                    .skip(1)
                    .mapToInt(line -> Integer.parseInt(line.split(",", -1)[CATEGORY_COLUMN]))
                    .toArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
