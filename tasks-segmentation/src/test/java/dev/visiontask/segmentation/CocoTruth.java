package dev.visiontask.segmentation;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.visiontask.ImageSize;
import dev.visiontask.mask.Mask;
import dev.visiontask.testkit.TestData;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The objects of COCO pictures as class maps of Pascal VOC, as the goldens were made: small on top of large. */
final class CocoTruth {
    private static final Map<String, String> OTHER_NAMES = Map.of(
            "airplane", "aeroplane",
            "motorcycle", "motorbike",
            "couch", "sofa",
            "dining table", "diningtable",
            "potted plant", "pottedplant",
            "tv", "tvmonitor");

    private final JsonObject root;
    private final Map<Integer, Integer> classes = new HashMap<>();

    private CocoTruth(JsonObject root, List<String> labels) {
        this.root = root;
        for (JsonElement element : root.getAsJsonArray("categories")) {
            JsonObject category = element.getAsJsonObject();
            String name = category.get("name").getAsString();
            int index = labels.indexOf(OTHER_NAMES.getOrDefault(name, name));
            if (index >= 0) {
                classes.put(category.get("id").getAsInt(), index);
            }
        }
    }

    static CocoTruth read(List<String> labels) {
        try {
            String text = Files.readString(TestData.path("images/coco128/instances.json"));
            return new CocoTruth(JsonParser.parseString(text).getAsJsonObject(), labels);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ClassMap map(int imageId, ImageSize size) {
        List<JsonObject> objects = new ArrayList<>();
        for (JsonElement element : root.getAsJsonArray("annotations")) {
            JsonObject object = element.getAsJsonObject();
            boolean isWanted = classes.containsKey(object.get("category_id").getAsInt());
            if (object.get("image_id").getAsInt() == imageId && isWanted) {
                objects.add(object);
            }
        }
        objects.sort(Comparator.comparingDouble(
                        (JsonObject object) -> object.get("area").getAsDouble())
                .reversed());
        byte[] pixels = new byte[(int) size.pixels()];
        for (JsonObject object : objects) {
            boolean isCrowd = object.get("iscrowd").getAsInt() == 1;
            int index = classes.getOrDefault(object.get("category_id").getAsInt(), 0);
            byte value = (byte) (isCrowd ? ClassMap.IGNORED : index);
            mask(object.get("segmentation"), size).forEachSpan((x, top, bottom) -> {
                for (int y = top; y < bottom; y++) {
                    pixels[y * size.width() + x] = value;
                }
            });
        }
        return ClassMap.of(size, pixels);
    }

    private static Mask mask(JsonElement segmentation, ImageSize size) {
        if (segmentation.isJsonObject()) {
            JsonArray counts = segmentation.getAsJsonObject().getAsJsonArray("counts");
            return Mask.ofCounts(
                    size,
                    counts.asList().stream().mapToInt(JsonElement::getAsInt).toArray());
        }
        List<double[]> polygons = segmentation.getAsJsonArray().asList().stream()
                .map(polygon -> polygon.getAsJsonArray().asList().stream()
                        .mapToDouble(JsonElement::getAsDouble)
                        .toArray())
                .toList();
        return Mask.ofPolygons(size, polygons);
    }
}
