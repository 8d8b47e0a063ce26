package dev.visiontask.preprocess;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.visiontask.ImageSize;
import dev.visiontask.PixelFormat;
import dev.visiontask.TestData;
import dev.visiontask.image.Pixels;
import dev.visiontask.tensor.DataType;
import dev.visiontask.tensor.Tensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pixels that Pillow 12 and OpenCV 5 gave for the same files, from Python. */
final class PreprocessGoldensTest {
    private static final Path FOLDER = TestData.path("goldens/preprocess");

    @ParameterizedTest
    @ValueSource(strings = {"odd", "tall", "wide", "tiny", "gray", "alpha", "exif6", "large1600", "cmyk", "small_up"})
    void write_equalsTheGoldenPictures(String source) throws IOException {
        List<JsonObject> goldens = entries("files").stream()
                .filter(entry -> text(entry, "source").equals("sources/" + source + ".png"))
                .toList();
        assertThat(goldens).hasSizeGreaterThan(15);
        try (Pixels pixels = Pictures.read(FOLDER.resolve("sources/" + source + ".png"))) {
            for (JsonObject golden : goldens) {
                compare(golden, pixels);
            }
        }
    }

    private static void compare(JsonObject golden, Pixels pixels) {
        Resize resize = resize(golden);
        checkGeometry(golden, resize.geometry(new ImageSize(pixels.width(), pixels.height())));
        Interpolation interpolation = Interpolation.ofId(text(golden, "library") + "-" + text(golden, "interpolation"));
        byte[] actual = Pictures.resized(resize, interpolation, pixels);
        byte[] expected;
        try (Pixels picture = Pictures.read(FOLDER.resolve(text(golden, "file")))) {
            expected = rgb(picture);
        }
        assertThat(actual).hasSameSizeAs(expected);
        int max = 0;
        long sum = 0;
        for (int i = 0; i < actual.length; i++) {
            int difference = Math.abs((actual[i] & 0xff) - (expected[i] & 0xff));
            max = Math.max(max, difference);
            sum += difference;
        }
        JsonObject tolerance = golden.getAsJsonObject("tolerance");
        // Pillow's arithmetic is reproduced exactly, so its goldens get no tolerance.
        boolean exact = text(golden, "library").equals("pillow");
        assertThat(max)
                .as("largest difference for %s", text(golden, "file"))
                .isLessThanOrEqualTo(exact ? 0 : tolerance.get("max").getAsInt());
        assertThat(sum / (double) actual.length)
                .as("mean difference for %s", text(golden, "file"))
                .isLessThanOrEqualTo(tolerance.get("mean").getAsDouble());
    }

    private static void checkGeometry(JsonObject golden, Geometry geometry) {
        JsonArray offsets = golden.getAsJsonArray("offsets");
        boolean crop = text(golden, "mode").startsWith("shortest-edge");
        assertThat(new int[] {geometry.offsetX(), geometry.offsetY()})
                .as("offsets of %s", text(golden, "file"))
                .containsExactly(
                        offsets.get(0).getAsInt() * (crop ? -1 : 1),
                        offsets.get(1).getAsInt() * (crop ? -1 : 1));
        if (golden.has("resized")) {
            JsonArray resized = golden.getAsJsonArray("resized");
            assertThat(geometry.resized())
                    .isEqualTo(new ImageSize(
                            resized.get(0).getAsInt(), resized.get(1).getAsInt()));
        }
    }

    private static Resize resize(JsonObject golden) {
        JsonArray size = golden.getAsJsonArray("size");
        ImageSize target = new ImageSize(size.get(0).getAsInt(), size.get(1).getAsInt());
        return switch (text(golden, "mode")) {
            case "stretch" -> new Resize.Stretch(target);
            case "shortest-edge+centre-crop" -> new Resize.ShortestEdge(256, target);
            case "letterbox-centre" ->
                new Resize.Letterbox(target, golden.get("pad").getAsInt(), true, true, false);
            case "letterbox-top-left" ->
                new Resize.Letterbox(target, golden.get("pad").getAsInt(), false, true, true);
            default -> throw new AssertionError(golden);
        };
    }

    @Test
    void write_equalsTheGoldenTensors() throws IOException {
        for (JsonObject golden : entries("tensors")) {
            String file = text(golden, "file");
            Tensor actual;
            try (Pixels pixels = Pictures.read(FOLDER.resolve(text(golden, "source")))) {
                actual = Pictures.run(tensorSpec(file), pixels);
            }
            float[] expected = npy(FOLDER.resolve(file));
            assertThat(actual.floats().capacity()).isEqualTo(expected.length);
            // One level of OpenCV's own arithmetic may differ between its versions; Pillow's may not.
            double tolerance = file.contains("imagenet") ? 1e-5 : file.contains("pm1") ? 1 / 128.0 : 1;
            for (int i = 0; i < expected.length; i++) {
                if (!(Math.abs(actual.floats().get(i) - expected[i]) <= tolerance)) {
                    assertThat(actual.floats().get(i)).as("%s[%d]", file, i).isEqualTo(expected[i]);
                }
            }
        }
    }

    private static PreprocessSpec tensorSpec(String file) {
        Resize imagenet = new Resize.ShortestEdge(256, new ImageSize(224, 224));
        Resize stretch = new Resize.Stretch(new ImageSize(128, 128));
        if (file.contains("imagenet")) {
            Normalization normalization = new Normalization(
                    1 / 255.0, new float[] {0.485f, 0.456f, 0.406f}, new float[] {0.229f, 0.224f, 0.225f});
            return spec(imagenet, Interpolation.PILLOW_BILINEAR, PixelFormat.RGB, normalization);
        }
        if (file.contains("pm1")) {
            Normalization normalization = new Normalization(1, new float[] {128}, new float[] {128});
            return spec(stretch, Interpolation.OPENCV_LINEAR, PixelFormat.RGB, normalization);
        }
        return spec(stretch, Interpolation.OPENCV_LINEAR, PixelFormat.BGR, Normalization.NONE);
    }

    private static PreprocessSpec spec(
            Resize resize, Interpolation interpolation, PixelFormat color, Normalization normalization) {
        return new PreprocessSpec(resize, interpolation, color, normalization, TensorLayout.NCHW, DataType.FLOAT32);
    }

    /** NumPy's format, version 1: magic, version, header length, header, little-endian values. */
    private static float[] npy(Path file) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        int start = 10 + bytes.getShort(8);
        float[] values = new float[(bytes.capacity() - start) / Float.BYTES];
        bytes.position(start)
                .slice()
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer()
                .get(values);
        return values;
    }

    private static byte[] rgb(Pixels picture) {
        ByteBuffer bgr = picture.data();
        byte[] rgb = new byte[bgr.capacity()];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = bgr.get(i - i % 3 + 2 - i % 3);
        }
        return rgb;
    }

    private static List<JsonObject> entries(String name) throws IOException {
        JsonObject index = JsonParser.parseString(Files.readString(FOLDER.resolve("index.json")))
                .getAsJsonObject();
        return StreamSupport.stream(index.getAsJsonArray(name).spliterator(), false)
                .map(entry -> entry.getAsJsonObject())
                .toList();
    }

    private static String text(JsonObject entry, String key) {
        return entry.get(key).getAsString();
    }
}
