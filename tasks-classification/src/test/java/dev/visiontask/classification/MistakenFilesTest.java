package dev.visiontask.classification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visiontask.ModelFormatException;
import dev.visiontask.tensor.Shape;
import dev.visiontask.testkit.LinearModel;
import dev.visiontask.testkit.TinyOnnx;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Files under the name of a model or of labels that are something else. */
class MistakenFilesTest {
    private static final byte[] MODEL = TinyOnnx.linear(LinearModel.channelMeans(Shape.of(3, 4, 4)));

    @TempDir
    Path folder;

    static Stream<Arguments> models() {
        return Stream.of(
                Arguments.of(bytes(""), "an empty file. Copy or download it again"),
                Arguments.of(
                        bytes("version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n"), "git lfs pull"),
                Arguments.of(bytes("<!doctype html><title>404</title>"), "a web page (HTML): \"404\""),
                Arguments.of(bytes("<?xml version='1.0'?><Error><Code>AccessDenied</Code></Error>"), "AccessDenied"),
                Arguments.of(bytes("{\"error\": \"not found\"}"), "a JSON text"),
                Arguments.of(bytes("Entry not found"), "a text: \"Entry not found\""),
                Arguments.of(bytes("PK\3\4............................archive/data.pkl"), "a PyTorch model"),
                Arguments.of(bytes("PK\3\4............................model.onnx"), "Unpack it first"),
                Arguments.of(bytes("\u0010\1\0\0\0\0\0\0{\"a\":{\"dtype\""), "safetensors"),
                Arguments.of(bytes("\u0089HDF\r\n\u001a\n"), "Keras"),
                Arguments.of(bytes("\34\0\0\0TFL3"), "tf2onnx"),
                Arguments.of(bytes("\u00ff\u00d8\u00ff\u00e0"), "an image: \"JPEG\""),
                Arguments.of(Arrays.copyOf(MODEL, MODEL.length - 3), "The download broke off"),
                Arguments.of(Arrays.copyOf(MODEL, MODEL.length / 2), "The download broke off"));
    }

    private static byte[] bytes(String latin1) {
        return latin1.getBytes(StandardCharsets.ISO_8859_1);
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("models")
    void build_saysWhatAModelFileIsBeforeAnEngineReadsIt(byte[] bytes, String told) throws IOException {
        Path file = Files.write(folder.resolve("model.onnx"), bytes);

        assertThatThrownBy(() -> ImageClassifier.open(folder))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining(told)
                .hasMessageNotContaining("protobuf");
    }

    static Stream<Arguments> labels() {
        return Stream.of(
                Arguments.of("", "an empty file"),
                Arguments.of("version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n", "git lfs pull"),
                Arguments.of("<html><title>Sign in</title></html>", "a web page (HTML): \"Sign in\""),
                Arguments.of("[\"red\", \"green\", \"blue\"]", "one label a line"),
                Arguments.of("{\"error\": \"gone\"}", "found a JSON text"),
                Arguments.of("PK\3\4..", "a ZIP archive"));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("labels")
    void build_saysWhatALabelFileIs(String text, String told) throws IOException {
        Files.write(folder.resolve("model.onnx"), MODEL);
        Files.writeString(folder.resolve("labels.txt"), text);

        assertThatThrownBy(() -> ImageClassifier.open(folder))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("labels.txt")
                .hasMessageContaining(told);
    }

    @Test
    void open_takesTheOnlyLabelFileWhateverItIsCalled() throws IOException {
        Files.write(folder.resolve("model.onnx"), MODEL);
        Files.writeString(folder.resolve("three.names"), "red\ngreen\nblue\n");
        try (ImageClassifier classifier = ImageClassifier.builder()
                .model(folder)
                .setting("rescale_factor", 1)
                .setting("activation", "none")
                .build()) {
            assertThat(classifier.info().labels()).containsExactly("red", "green", "blue");
            assertThat(classifier.info().toString()).contains("default, the only label file three.names");
        }
    }

    @Test
    @SuppressWarnings("NullAway") // the mistake that is tested
    void backend_saysWhatToDoWhenItIsNull() {
        String none = null;

        assertThatThrownBy(() -> ImageClassifier.builder().backend(none))
                .isInstanceOf(NullPointerException.class)
                .hasMessageContaining("leave backend(...) out");
    }
}
