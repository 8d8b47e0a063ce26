package dev.visiontask.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visiontask.ModelFormatException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The metadata {@code names} and {@code imgsz} in the forms that Python, and hands, write; expected is what Python reads. */
class PythonNamesTest {
    @TempDir
    Path directory;

    private FolderFixture folder;

    @BeforeEach
    void model() {
        folder = new FolderFixture(directory).withModel();
    }

    static Stream<Arguments> understood() {
        return Stream.of(
                names("{0: 'car', 1: 'bus'}", "car", "bus"),
                names("['car', \"driver's\"]", "car", "driver's"),
                names("('car', 'bus')", "car", "bus"),
                names("('car',)", "car"),
                names("{\"0\": \"car\", \"1\": \"b\\u00fcs\\/x\"}", "car", "b\u00fcs/x"),
                names("{'1': 'bus', '0': 'car'}", "car", "bus"),
                names("{2: 'tram', 0: 'car', 1: 'bus',}", "car", "bus", "tram"),
                names("{ 0 : 'car' ,\n 1 : 'bus' , # last\n }", "car", "bus"),
                names(
                        "['a' 'b' \"c\", u'd', r'\\d+', b'caf\\xc3\\xa9', Rb'x\\n']",
                        "abc",
                        "d",
                        "\\d+",
                        "caf\u00e9",
                        "x\\n"),
                names("['''it's\n\"big\"''', \"\"\"two\"\"\"]", "it's\n\"big\"", "two"),
                names("['\\x41\\u00e9\\U0001F600\\N{GREEK SMALL LETTER ALPHA}']", "A\u00e9\uD83D\uDE00\u03b1"),
                names("['\\101\\7\\0', '\\a\\b\\f\\v\\r\\n\\t']", "A\u0007\u0000", "\u0007\b\f\u000b\r\n\t"),
                names(
                        "['back\\\\slash', 'un\\known', 'line\\\nbreak', '\\'\\\"']",
                        "back\\slash",
                        "un\\known",
                        "linebreak",
                        "'\""),
                names("[\"a 'b' c\", 'd \"e\" f', '''g 'h' \"i\" j''']", "a 'b' c", "d \"e\" f", "g 'h' \"i\" j"),
                names("((('car'), ('bus'),))", "car", "bus"),
                names("{0: 'cat', 1: 'cat'}", "cat", "cat"),
                names("[ # made by hand\n 'car', # first\n 'bus', # last\n]\n", "car", "bus"),
                names("{0: b'caf\\303\\251', 1: rb'\\x41'}", "caf\u00e9", "\\x41"),
                names("{0x0: 'zero', 0b1: 'one', 0o2: 'two'}", "zero", "one", "two"),
                names("[1, 2.5, True, None, -3]", "1", "2.5", "True", "None", "-3"),
                names("{'bus': 1, 'car': 0}", "car", "bus"),
                names("{\"car\": \"0\", \"bus\": \"1\"}", "car", "bus"),
                names("{0: '{1: \\'x\\'}', 1: '#no, comment'}", "{1: 'x'}", "#no, comment"));
    }

    private static Arguments names(String text, String... labels) {
        return Arguments.of(text, List.of(labels));
    }

    @ParameterizedTest
    @MethodSource("understood")
    void names_areLabelsAsPythonReadsThem(String text, List<String> labels) {
        assertThat(folder.spec().withInFile(Map.of("names", text)).labels()).contains(labels);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{0: 'cat', 2: 'bird', 3: 'dog'} | 3 names for the numbers 0, 2, 3",
                "{1: 'cat', 2: 'dog'} | 2 names for the numbers 1, 2",
                "{-1: 'none', 0: 'cat'} | 2 names for the numbers -1, 0",
                "{0: 'cat', 0: 'dog'} | the key 0 once",
                "{0: 'cat', '0': 'dog'} | two names for 0",
                "{'cat': 0, 'dog': 'x'} | numbers as keys",
                "{'cat': 1, 'dog': 2} | 2 names for the numbers 1, 2",
                "{'cat': 0, 'dog': 0} | numbers as keys",
                "{\"0\": \"cat\", \"0\": \"dog\"} | once",
                "{'00': 'cat', '0': 'dog'} | two names for 0",
                "{'cat', 'dog'} | a set, which has no order",
                "{1: 'cat', 2: 'dog', 3: 'cow',} | 3 names for the numbers 1, 2, 3",
                "{-1: 'a', -2: 'b'} | 2 names for the numbers -2, -1",
                "{0.0: 'cat'} | numbers as keys",
                "['cat',, 'dog'] | a value at character 8",
                "['cat'] ['dog'] | the end at character 9",
                "{0: 'cat' 1: 'dog'} | without \"}\" at character 11",
                "{0: 'cat', 1: 'dog' | without \"}\"",
                "['cat | a closing quote",
                "[f'cat'] | a text without the prefix f",
                "['\\N{NO SUCH THING}'] | the name of a character",
                "['\\xg1'] | 2 hexadecimal digits",
                "[b'\\xff'] | bytes of UTF-8",
                "[0123] | a number",
                "[cat, dog] | a value at character 2",
                "[['cat'], ['dog']] | one name for each number",
                "dict(a=1) | ~~",
                "[__import__('os')] | a value"
            })
    void names_areRefusedOrToldWhenTheyAreNotUnderstood(String text, String told) {
        if (told == null || told.isEmpty()) {
            assertThat(FolderFixture.settings(folder.spec().withInFile(Map.of("names", text))))
                    .containsEntry("names", "\"" + text + "\" (in-file metadata names, not understood)");
            return;
        }
        assertThatThrownBy(() -> folder.spec().withInFile(Map.of("names", text)))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("the metadata names of")
                .hasMessageContaining("model.onnx")
                .hasMessageContaining(told)
                .hasMessageContaining("\"labels_file\"");
    }

    @Test
    void names_areLeftAloneWhenTheFolderNamesTheClasses() {
        folder.withOurs("'labels': ['car']");

        assertThat(folder.spec().withInFile(Map.of("names", "{7: broken")).labels())
                .contains(List.of("car"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"[480, 640] | 480 | 640", "(480, 640,) | 480 | 640", "640 | 640 | 640", "[320] | 320 | 320"})
    void imgsz_isTheSizeInAllItsForms(String text, int height, int width) {
        assertThat(FolderFixture.settings(folder.spec().withInFile(Map.of("imgsz", text))))
                .containsEntry("size", "{\"height\":" + height + ",\"width\":" + width + "} (in-file metadata imgsz)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"[0, 640]", "[640.5]", "auto", "[1, 2, 3]", "[99999999999999999999]", "["})
    void imgsz_isToldWhenItIsNoSize(String text) {
        assertThat(FolderFixture.settings(folder.spec().withInFile(Map.of("imgsz", text))))
                .containsEntry("imgsz", "\"" + text + "\" (in-file metadata imgsz, not understood)")
                .doesNotContainKey("size");
    }
}
