package dev.visiontask.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visiontask.ModelFormatException;
import dev.visiontask.VisionException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** JSON as Python's {@code json.dump} writes it, and what hands and tools make of it. */
class PythonJsonTest {
    @TempDir
    Path directory;

    private FolderFixture folder;

    @BeforeEach
    void model() {
        folder = new FolderFixture(directory).withModel();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'rope_theta': NaN, 'visiontask': {'size': 224}}",
                "{'limits': [Infinity, -Infinity, {'x': NaN}], 'visiontask': {'size': 224}}",
                "{'layer_norm_eps': 1e999, 'visiontask': {'size': 224}}",
                "{'seed': 123456789012345678901234567890123456789012345678901234567890, 'visiontask': {'size': 224}}",
                "{'tiny': 1E-99999999999999, 'visiontask': {'size': 224}}",
                "{'name': '\\ud800', 'visiontask': {'size': 224}}",
                "\uFEFF{'visiontask': {'size': 224}}",
                "\r\n{'visiontask': {'size': 2.24e2}}\r\n",
                "{'v\\u0069siontask': {'size': 224.0}, '': null}"
            })
    void read_leavesOtherKeysAloneWhenPythonWroteThem(String config) {
        folder.with("config.json", config);

        assertThat(folder.spec().integer("size")).hasValue(224);
    }

    static Stream<Arguments> unusable() {
        return Stream.of(
                ours("'rescale_factor': 1, 'image_mean': [0.5, NaN, 0.5]", "image_mean", "a finite number", "NaN"),
                ours("'rescale_factor': Infinity", "rescale_factor", "a finite number", "Infinity"),
                ours("'rescale_factor': 1e999", "rescale_factor", "a finite number", "1E+999"),
                ours("'size': -Infinity", "size", "whole numbers", "-Infinity"),
                ours("'pad_value': 1e99999999999, 'resize_mode': 'letterbox'", "pad_value", "a whole number"),
                ours("'labels': ['cat', '\\udc80']", "labels", "surrogate"),
                ours("'size': 1, 'size': 2", "the key size once", "twice at $.visiontask.size"),
                ours("'color': None", "$.visiontask.color", "line 1, column", "JSON writes null"),
                ours("'scale_up': True", "$.visiontask.scale_up", "lower case"),
                ours("/* edge */ 'size': 224", "a key in double quotes", "no comments"),
                ours("'size': 224,", "take the comma out"),
                ours("'size': 0224", "zeros in front", "0224"),
                ours("'color': 'b\ngr'", "raw control character"),
                ours("'color': 'b\\xgr'", "an escape of JSON", "\\\"x\""),
                config("{'label_names': ['a', 'b', {}]}", "label_names", "a text for every class", "an object"),
                config("{'id2label': {'0': 'a', '1': ['b']}}", "id2label", "found a list [\"b\"] for 1"),
                config("{'pretrained_cfg': {'input_size': [3, NaN, 4]}}", "input_size", "a finite number", "NaN"),
                config("{'pretrained_cfg': {'input_size': [3, 4, 4], 'crop_mode': []}}", "crop_mode", "a text"),
                config("{'visiontask': {'size': 224}} extra", "the end of the text", "line 1"),
                config("{'visiontask': {'size': 224}", "a comma or }", "the end of the text"),
                config("[" + "[".repeat(80), "64 levels"),
                config("", "an empty file"),
                config("<html><title>Sign in</title></html>", "a web page (HTML): \"Sign in\""));
    }

    private static Arguments ours(String keys, String... told) {
        return config("{'visiontask': {" + keys + "}}", told);
    }

    private static Arguments config(String text, String... told) {
        return Arguments.of(text.replace('\'', '"'), List.of(told));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("unusable")
    void read_namesFileKeyAndBothSidesWhenAValueCannotBeUsed(String config, List<String> told) {
        folder.with("config.json", config);

        assertThatThrownBy(() -> {
                    ModelSpec spec = folder.spec();
                    spec.labels();
                    spec.preprocessing(FolderFixture.FLOAT_224);
                })
                .isInstanceOf(VisionException.class)
                .message()
                .contains("config.json")
                .contains(told)
                .doesNotContain("Gson", "gson", "Exception", "MalformedJson", "BigDecimal", "JsonReader");
    }

    @ParameterizedTest
    @ValueSource(strings = {"config.json", "preprocessor_config.json", "labels.txt"})
    void read_saysUtf16WhenAnEditorWroteIt(String name) throws IOException {
        Files.write(directory.resolve(name), "\uFEFF{\"a\": 1}\n".getBytes(StandardCharsets.UTF_16LE));

        assertThatThrownBy(() -> folder.spec())
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining(name)
                .hasMessageContaining("UTF-16")
                .hasMessageContaining("Save it as UTF-8");
    }

    @ParameterizedTest
    @ValueSource(strings = {"config.json", "preprocessor_config.json", "classes.txt"})
    void read_saysFolderWhenAFolderHasTheName(String name) throws IOException {
        Files.createDirectory(directory.resolve(name));

        assertThatThrownBy(() -> folder.spec())
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining(name)
                .hasMessageContaining("found a folder");
    }

    @Test
    void read_opensWhenTheModelCardIsHtmlInAnotherEncoding() throws IOException {
        Files.write(directory.resolve("README.md"), "<h1>Mod\u00e8le</h1></h1>".getBytes(StandardCharsets.ISO_8859_1));

        assertThat(folder.spec().license()).isEmpty();
    }
}
