package dev.visiontask.image;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.visiontask.ImageSize;
import dev.visiontask.ImageSource;
import dev.visiontask.TestData;
import java.io.IOException;
import java.nio.file.Files;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The pixels of Pillow and of Python's OpenCV, bit by bit. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DecodeGoldensTest {
    private final ImageReader reader = new ImageReader(ReadOptions.DEFAULT);

    @AfterAll
    void closeReader() {
        reader.close();
    }

    static Stream<JsonObject> decodings() throws IOException {
        return results("goldens/decode/index.json");
    }

    static Stream<JsonObject> classified() throws IOException {
        return results("goldens/classification/mobilenetv2_f32.json");
    }

    private static Stream<JsonObject> results(String file) throws IOException {
        JsonObject root =
                JsonParser.parseString(Files.readString(TestData.path(file))).getAsJsonObject();
        return StreamSupport.stream(root.getAsJsonArray("results").spliterator(), false)
                .map(JsonElement::getAsJsonObject);
    }

    @ParameterizedTest
    @MethodSource("decodings")
    void read_givesGoldenPixels(JsonObject golden) {
        // Of an animated PNG we read the default picture, as Pillow does; of 16-bit gray OpenCV's value.
        boolean animated = golden.get("file").getAsString().contains("apng");
        JsonObject expected = golden.getAsJsonObject(animated ? "pillow" : "opencv");
        try (DecodedImage image =
                reader.read(ImageSource.of(TestData.path(golden.get("file").getAsString())))) {
            assertThat(image.size())
                    .isEqualTo(new ImageSize(
                            expected.get("width").getAsInt(),
                            expected.get("height").getAsInt()));
            assertThat(Rgb.sha256(image.pixels()))
                    .isEqualTo(expected.get("sha256_rgb").getAsString());
        }
    }

    @Test
    void read_givesPixelsOfClassificationGoldens() throws IOException {
        classified().forEach(golden -> {
            String file = golden.get("image").getAsString();
            JsonObject sha256 = golden.getAsJsonObject("sha256_rgb");
            try (DecodedImage image = reader.read(ImageSource.of(TestData.path(file)))) {
                assertThat(Rgb.sha256(image.pixels()))
                        .as(file)
                        .isEqualTo(sha256.get("cv2").getAsString());
            }
        });
    }
}
