package dev.visiontask.classification.text;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.visiontask.Point;
import dev.visiontask.Quad;
import dev.visiontask.testkit.TestData;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What text models answered in Python; see the files' own rules. */
final class TextGoldens {
    private TextGoldens() {}

    record Line(String text, double confidence, Quad quad) {}

    record Page(Path path, List<Line> lines) {}

    record Crop(Path path, String text, double confidence) {}

    record Turned(Path path, Quad quad, String upright, String turned) {}

    static JsonObject read(String name) {
        try (Reader reader = Files.newBufferedReader(TestData.path("goldens/text/" + name + ".json"))) {
            return JsonParser.parseReader(reader).getAsJsonObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Pages with the regions that ppocrv3_det found. */
    static List<Page> regions() {
        List<Page> pages = new ArrayList<>();
        for (JsonElement element : read("ppocrv3_det").getAsJsonArray("results")) {
            JsonObject page = element.getAsJsonObject();
            List<Line> lines = new ArrayList<>();
            for (JsonElement polygon : page.getAsJsonArray("polygons")) {
                lines.add(new Line("", 0, quad(polygon)));
            }
            pages.add(new Page(path(page), lines));
        }
        return pages;
    }

    /** Pages with the lines that PP-OCRv4 read. */
    static List<Page> pages() {
        List<Page> pages = new ArrayList<>();
        for (JsonElement element : read("ppocrv4").getAsJsonArray("pages")) {
            JsonObject page = element.getAsJsonObject();
            List<Line> lines = new ArrayList<>();
            for (JsonElement each : page.getAsJsonArray("lines")) {
                JsonObject line = each.getAsJsonObject();
                lines.add(new Line(
                        line.get("text").getAsString(),
                        line.get("confidence").getAsDouble(),
                        quad(line.get("polygon"))));
            }
            pages.add(new Page(path(page), lines));
        }
        return pages;
    }

    /** Images of single lines with what a model read. */
    static List<Crop> crops(String model) {
        List<Crop> crops = new ArrayList<>();
        for (JsonElement element : read(model).getAsJsonArray("results")) {
            JsonObject crop = element.getAsJsonObject();
            crops.add(new Crop(
                    path(crop),
                    crop.get("text").getAsString(),
                    crop.get("confidence").getAsDouble()));
        }
        return crops;
    }

    /** Lines with the label that ppocr_cls_v2 gave them, upright and turned by 180 degrees. */
    static List<Turned> turned() {
        List<Turned> lines = new ArrayList<>();
        for (JsonElement element : read("ppocr_cls_v2").getAsJsonArray("results")) {
            JsonObject line = element.getAsJsonObject();
            lines.add(new Turned(
                    path(line),
                    quad(line.get("polygon")),
                    line.getAsJsonArray("upright").get(0).getAsString(),
                    line.getAsJsonArray("rotated180").get(0).getAsString()));
        }
        return lines;
    }

    private static Path path(JsonObject object) {
        return TestData.path(object.get("image").getAsString());
    }

    private static Quad quad(JsonElement polygon) {
        List<Point> corners = new ArrayList<>();
        for (JsonElement corner : polygon.getAsJsonArray()) {
            JsonArray xy = corner.getAsJsonArray();
            corners.add(new Point(xy.get(0).getAsFloat(), xy.get(1).getAsFloat()));
        }
        return Quad.of(corners);
    }
}
