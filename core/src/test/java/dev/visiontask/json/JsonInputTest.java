package dev.visiontask.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visiontask.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonInputTest {
    @Test
    void object_givesEachMemberInOrder() {
        List<String> seen = new ArrayList<>();
        JsonInput json =
                JsonInput.of("{\"a\":1.5,\"b\":\"x\",\"c\":[1,2e1],\"d\":{\"e\":null},\"f\":true,\"g\":12}", "test");

        json.object(name -> seen.add(name + "="
                + switch (json.next()) {
                    case NUMBER -> name.equals("g") ? Long.toString(json.integer()) : Double.toString(json.number());
                    case TEXT -> json.text();
                    case FLAG -> json.flag();
                    case ARRAY -> json.numbers()[1];
                    default -> {
                        json.skip();
                        yield "skipped";
                    }
                }));
        json.end();

        assertThat(seen).containsExactly("a=1.5", "b=x", "c=20.0", "d=skipped", "f=true", "g=12");
    }

    @Test
    void presentMembers_leavesOutNulls() {
        JsonInput json = JsonInput.of("{\"a\":null,\"b\":1,\"c\":null}", "test");
        List<String> seen = new ArrayList<>();

        json.presentMembers(name -> seen.add(name + json.integer()));
        json.end();

        assertThat(seen).containsExactly("b1");
    }

    @Test
    void flag_isAlsoANumber() {
        JsonInput json = JsonInput.of("[0,1,false]", "test");
        List<Boolean> flags = new ArrayList<>();

        json.array(() -> flags.add(json.flag()));

        assertThat(flags).containsExactly(false, true, false);
    }

    @Test
    void text_refusesAnotherKindWithThePlace() {
        JsonInput json = JsonInput.of("{\"name\":[7]}", "labels.json");

        assertThatThrownBy(() -> json.object(name -> json.array(json::text)))
                .isInstanceOf(BadInputException.class)
                .hasMessage("Expected a text at $.name[0] in labels.json, found: a number");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[1", "[NaN]", "[1,]", "['a']", "[1e999]", "[1] [2]", "[1 2]", "[01]", ""})
    void numbers_refusesWhatIsNotJson(String text) {
        JsonInput json = JsonInput.of(text, "broken.json");

        assertThatThrownBy(() -> {
                    json.numbers();
                    json.end();
                })
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("broken.json");
    }

    @Test
    void integer_refusesAFraction() {
        assertThatThrownBy(() -> JsonInput.of("1.5", "test").integer()).isInstanceOf(BadInputException.class);
    }

    @Test
    void open_refusesAMissingFileAndOtherBytes(@TempDir Path folder) throws IOException {
        Path latin = Files.write(folder.resolve("latin.json"), new byte[] {'"', (byte) 0xe9, '"'});

        assertThatThrownBy(() -> JsonInput.open(folder.resolve("none.json")))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("none.json");
        try (JsonInput json = JsonInput.open(latin)) {
            assertThatThrownBy(json::text).isInstanceOf(BadInputException.class).hasMessageContaining("UTF-8");
        }
    }
}
