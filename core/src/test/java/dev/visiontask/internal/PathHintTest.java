package dev.visiontask.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visiontask.ImageSource;
import dev.visiontask.image.ImageReader;
import dev.visiontask.image.ReadOptions;
import dev.visiontask.model.ModelRef;
import dev.visiontask.video.Frames;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "most of these are no paths there at all")
class PathHintTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "http://host/a.jpg|It is the address http://host/a.jpg, not a path. Nothing is downloaded",
                "HTTPS:/host/a.jpg|It is the address HTTPS://host/a.jpg",
                "s3://bucket/model.onnx|It is the address s3://bucket/model.onnx",
                "hf://org/model|It is the address hf://org/model",
                "file:///data/a.jpg|write Path.of(URI.create(\"file:///data/a.jpg\"))",
                "file:/data/a.jpg|write Path.of(URI.create(\"file:///data/a.jpg\"))",
                "jar:file:/app.jar!/model|FileSystems.newFileSystem",
                "classpath:/model|FileSystems.newFileSystem",
                "~/models|Only a shell knows ~",
                "~|Only a shell knows ~",
                "$HOME/models|Only a shell knows variables",
                "${MODELS}/a|Only a shell knows variables",
                "%USERPROFILE%/a|Only a shell knows variables",
                "\"/data/a.jpg\"|quotation marks",
                "'a.jpg'|quotation marks",
                "\u201ca.jpg\u201d|quotation marks",
                "/data/\"a.jpg|quotation marks",
                "/data/a.jpg |ends with a space",
                "/data/ a.jpg|begins with a space",
                "/data/a.jpg\u00a0|ends with a space",
                "\u202a/data/a.jpg|invisible character U+202A at index 0",
                "/data/a.jpg\ufeff|invisible character U+FEFF",
                "models\\net\\model.onnx|write models/net/model.onnx",
                "C:\\models\\net|It is a path of Windows",
                "C:/models/net|It is a path of Windows",
                "/data/my%20images|escapes of a URI",
            })
    void of_saysWhatAPathWasMeantToBe(String text, String hint) {
        assertThat(PathHint.of(text)).startsWith(" ").contains(hint);
        assertThat(PathHint.of(Path.of(text))).contains(hint);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"model.onnx", "/data/images", "../a b/c.jpg", "a~1/b", "100%/a.jpg", "it's/a.jpg", "v1:2/a", "."
            })
    void of_saysNothingOfAnUsualPath(String text) {
        assertThat(PathHint.of(text)).isEmpty();
    }

    @Test
    void errors_ofAllThatOpensFilesHaveTheHint() {
        Path address = Path.of("https://host/a.mp4");
        String hint = "It is the address https://host/a.mp4, not a path.";

        try (ImageReader reader = new ImageReader(ReadOptions.DEFAULT)) {
            assertThatThrownBy(() -> reader.read(ImageSource.of(address))).hasMessageContaining(hint);
        }
        assertThatThrownBy(() -> ModelRef.of(address).resolve()).hasMessageContaining(hint);
        assertThatThrownBy(() -> ModelRef.of("https://host/a.mp4").resolve()).hasMessageContaining(hint);
        assertThatThrownBy(() -> Frames.open(address))
                .hasMessageContaining(hint)
                .hasMessageContaining("call Frames.open(URI.create(\"...\"))");
        assertThatThrownBy(() -> Frames.create(Path.of("https://host/a.avi"))).hasMessageContaining("not a path");
    }
}
