package dev.visiontask.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ArgumentsTest {
    private static final List<Option> OPTIONS = List.of(
            Option.of("--model", "DIR", "the model"),
            Option.list("--set", "KEY=VALUE", "a setting"),
            Option.flag("--info", "prints"));

    private static Arguments parse(String... args) {
        return Arguments.parse(OPTIONS, args);
    }

    @Test
    void parse_readsValuesSwitchesAndRepetitions() {
        Arguments arguments = parse("--set", "a=1", "--model=m=n", "--info", "--set", "b=2");

        assertThat(arguments.require("--model")).isEqualTo("m=n");
        assertThat(arguments.all("--set")).containsExactly("a=1", "b=2");
        assertThat(arguments.has("--info")).isTrue();
    }

    @Test
    void parse_takesNegativeNumbersAsValues() {
        assertThat(parse("--model", "-1").number("--model")).contains(-1f);
    }

    @Test
    void parse_refusesWhatItDoesNotKnow() {
        assertThatThrownBy(() -> parse("--modle", "x"))
                .isInstanceOf(UsageException.class)
                .hasMessage("Expected one of the options --model, --set, --info, found: --modle");
        assertThatThrownBy(() -> parse("picture.jpg"))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("picture.jpg");
    }

    @Test
    void parse_takesOtherWordsAsInputs() {
        List<Option> withInput = List.of(Option.list("--input", "FILE", ""), Option.flag("--info", ""));

        Arguments arguments = Arguments.parse(withInput, "a b.avi", "--info", "c.avi", "--input", "d.avi");

        assertThat(arguments.all("--input")).containsExactly("a b.avi", "c.avi", "d.avi");
        assertThatThrownBy(() -> Arguments.parse(withInput, "-x")).isInstanceOf(UsageException.class);
        assertThatThrownBy(() -> Arguments.parse(List.of(Option.of("--input", "FILE", "")), "a", "b"))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("twice");
    }

    @Test
    void parse_refusesMissingValues() {
        assertThatThrownBy(() -> parse("--model"))
                .isInstanceOf(UsageException.class)
                .hasMessage("Expected a value: --model DIR");
        assertThatThrownBy(() -> parse("--model", "--info"))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("found: --model --info");
        assertThatThrownBy(() -> parse("--model=")).isInstanceOf(UsageException.class);
    }

    @Test
    void parse_refusesRepetitionsAndValuesOfSwitches() {
        assertThatThrownBy(() -> parse("--model", "a", "--model", "b"))
                .isInstanceOf(UsageException.class)
                .hasMessage("Expected --model once, found it twice");
        assertThatThrownBy(() -> parse("--info=yes")).isInstanceOf(UsageException.class);
    }

    @Test
    void require_throwsWhenMissing() {
        assertThatThrownBy(() -> parse().require("--model"))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("--model");
    }
}
