package dev.visiontask.mask;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.visiontask.Box;
import dev.visiontask.ImageSize;
import dev.visiontask.TestData;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.StreamSupport;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/** Masks against the answers of pycocotools, to the byte. */
class MaskGoldensTest {
    @Test
    void polygons_becomeTheSameRuns() throws IOException {
        JsonObject golden = resource();
        List<Mask> masks = new ArrayList<>();
        for (JsonElement element : golden.getAsJsonArray("masks")) {
            JsonObject expected = element.getAsJsonObject();
            List<double[]> polygons = list(expected.getAsJsonArray("polygons")).stream()
                    .map(polygon -> numbers(polygon.getAsJsonArray()))
                    .toList();
            Mask mask = Mask.ofPolygons(size(expected), polygons);
            expect(mask, expected);
            masks.add(mask);
        }
        for (JsonElement element : golden.getAsJsonArray("pairs")) {
            JsonObject pair = element.getAsJsonObject();
            Mask a = masks.get(pair.get("a").getAsInt());
            Mask b = masks.get(pair.get("b").getAsInt());
            assertThat(a.iou(b)).isEqualTo(pair.get("iou").getAsDouble());
            assertThat(a.shareIn(b)).isEqualTo(pair.get("crowd").getAsDouble());
            assertThat(a.union(b).toCompressed()).isEqualTo(pair.get("union").getAsString());
            assertThat(a.intersection(b).toCompressed())
                    .isEqualTo(pair.get("intersection").getAsString());
        }
    }

    @Test
    void bitmaps_becomeTheSameRunsAndBack() throws IOException {
        JsonObject golden;
        try (Reader reader = Files.newBufferedReader(TestData.path("goldens/metrics/rle.json"))) {
            golden = JsonParser.parseReader(reader).getAsJsonObject();
        }
        Map<String, Mask> masks = new HashMap<>();
        for (JsonElement element : golden.getAsJsonArray("masks")) {
            JsonObject expected = element.getAsJsonObject();
            String file = expected.get("file").getAsString();
            ImageSize size = size(expected);
            byte[] bitmap = bitmap(file);
            Mask mask = Mask.ofBitmap(size, bitmap);
            expect(mask, expected);
            assertThat(Mask.ofCompressed(size, mask.toCompressed()).toBitmap())
                    .as(file)
                    .isEqualTo(bitmap);
            if (expected.get("uncompressed_counts").isJsonArray()) {
                int[] counts = list(expected.getAsJsonArray("uncompressed_counts")).stream()
                        .mapToInt(JsonElement::getAsInt)
                        .toArray();
                assertThat(mask.toCounts()).as(file).isEqualTo(counts);
                assertThat(Mask.ofCounts(size, counts)).as(file).isEqualTo(mask);
            }
            masks.put(file, mask);
        }
        for (JsonElement element : golden.getAsJsonArray("iou_pairs")) {
            JsonObject pair = element.getAsJsonObject();
            Mask a = Objects.requireNonNull(masks.get(pair.get("a").getAsString()));
            Mask b = Objects.requireNonNull(masks.get(pair.get("b").getAsString()));
            assertThat(a.iou(b)).isEqualTo(pair.get("iou").getAsDouble());
            assertThat(a.shareIn(b)).isEqualTo(pair.get("iou_b_is_crowd").getAsDouble());
        }
    }

    private static void expect(Mask mask, JsonObject expected) {
        double[] box = numbers(expected.getAsJsonArray("bbox"));
        assertThat(mask.toCompressed()).isEqualTo(expected.get("counts").getAsString());
        assertThat(mask.area()).isEqualTo(expected.get("area").getAsInt());
        assertThat(mask.box()).isEqualTo(new Box((float) box[0], (float) box[1], (float) (box[0] + box[2]), (float)
                (box[1] + box[3])));
    }

    private static ImageSize size(JsonObject mask) {
        JsonArray size = mask.getAsJsonArray("size");
        return new ImageSize(size.get(1).getAsInt(), size.get(0).getAsInt());
    }

    private static double[] numbers(JsonArray array) {
        return list(array).stream().mapToDouble(JsonElement::getAsDouble).toArray();
    }

    private static List<JsonElement> list(JsonArray array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }

    private static byte[] bitmap(String file) throws IOException {
        BufferedImage image =
                ImageIO.read(TestData.path("goldens/metrics/" + file).toFile());
        byte[] bitmap = new byte[image.getWidth() * image.getHeight()];
        for (int i = 0; i < bitmap.length; i++) {
            bitmap[i] = (byte) (image.getRaster().getSample(i % image.getWidth(), i / image.getWidth(), 0) > 0 ? 1 : 0);
        }
        return bitmap;
    }

    private static JsonObject resource() throws IOException {
        try (Reader reader = new InputStreamReader(
                Objects.requireNonNull(MaskGoldensTest.class.getResourceAsStream("polygons.json")),
                StandardCharsets.UTF_8)) {
            return JsonParser.parseReader(reader).getAsJsonObject();
        }
    }
}
