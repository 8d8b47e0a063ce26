package dev.visiontask.jmh.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JmhArgumentsTest {
    @Test
    void toList_isEmptyWhenNothingIsGiven() {
        JmhArguments arguments = new JmhArguments()
                .include(null)
                .option("-f", null)
                .option("-e", " ")
                .iterationTime("")
                .params(null)
                .profilers(null)
                .raw(null);

        assertThat(arguments.toList()).isEmpty();
    }

    @Test
    void toList_hasEveryOptionInOrder() {
        JmhArguments arguments = new JmhArguments()
                .include("Decode.*")
                .option("-f", 2)
                .profilers("gc, stack")
                .json(Path.of("out.json"));

        assertThat(arguments.toList())
                .containsExactly(
                        "Decode.*", "-f", "2", "-prof", "gc", "-prof", "stack", "-rf", "json", "-rff", "out.json");
    }

    @Test
    void iterationTime_setsWarmUpAndMeasurement() {
        assertThat(new JmhArguments().iterationTime("0.25").toList()).containsExactly("-w", "250ms", "-r", "250ms");
    }

    @ParameterizedTest
    @ValueSource(strings = {"two", "0", "-1", "NaN"})
    void iterationTime_refusesWhatIsNoLength(String seconds) {
        assertThatThrownBy(() -> new JmhArguments().iterationTime(seconds))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("-Djmh.time")
                .hasMessageContaining(seconds);
    }

    @Test
    void params_keepsSeveralValuesOfAName() {
        JmhArguments arguments = new JmhArguments().params("engine=onnxruntime,opencv-dnn,threads=2");

        assertThat(arguments.toList()).containsExactly("-p", "engine=onnxruntime,opencv-dnn", "-p", "threads=2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"onnxruntime", "=2"})
    void params_refusesAValueWithoutName(String params) {
        assertThatThrownBy(() -> new JmhArguments().params(params))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("found: " + params);
    }

    @Test
    void raw_splitsAtBlanksOutsideQuotes() {
        JmhArguments arguments = new JmhArguments().raw(" -prof gc  -jvmArgs '-Xmx1g -Xms1g' -o \"\" ");

        assertThat(arguments.toList()).containsExactly("-prof", "gc", "-jvmArgs", "-Xmx1g -Xms1g", "-o", "");
    }

    @Test
    void raw_refusesAnOpenQuote() {
        assertThatThrownBy(() -> new JmhArguments().raw("-o 'file"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("closing '");
    }
}
