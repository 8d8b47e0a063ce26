package dev.visiontask.backend.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visiontask.ModelFormatException;
import dev.visiontask.tensor.DataType;
import dev.visiontask.tensor.Shape;
import dev.visiontask.tensor.TensorInfo;
import dev.visiontask.testkit.TinyMxnet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MxnetSymbolTest {
    @TempDir
    Path folder;

    @Test
    void inputs_areTheVariablesThatAreNoWeights() throws IOException {
        TinyMxnet tiny = new TinyMxnet()
                .variable("data", Shape.of(-1, 3, 8, 8))
                .variable("mask")
                .variable("unused")
                .variable("fc_weight")
                .node("FullyConnected", "fc", List.of("data", "fc_weight"), Map.of("no_bias", "True"))
                .node("elemwise_add", "sum", List.of("fc", "mask"), Map.of())
                .head("sum");

        MxnetSymbol symbol = read(tiny.symbol(), Set.of("fc_weight"));

        assertThat(symbol.inputs())
                .containsExactly(
                        new TensorInfo("data", DataType.FLOAT32, Shape.of(-1, 3, 8, 8)),
                        new TensorInfo("mask", DataType.FLOAT32, Shape.UNKNOWN));
        assertThat(symbol.arguments()).containsExactly("data", "mask", "fc_weight");
    }

    @Test
    void outputs_areNamedAsMxnetNamesThem() throws IOException {
        TinyMxnet tiny = new TinyMxnet()
                .variable("data")
                .node("SliceChannel", "halves", List.of("data"), Map.of("num_outputs", "2"))
                .node("relu", "positive", List.of("halves"), Map.of())
                .head("positive")
                .head("halves", 0)
                .head("halves", 1);

        assertThat(read(tiny.symbol(), Set.of()).outputs())
                .extracting(TensorInfo::name)
                .containsExactly("positive_output", "halves_output0", "halves_output1");
    }

    @ParameterizedTest
    @CsvSource({
        "SoftmaxOutput, SoftmaxActivation",
        "LogisticRegressionOutput, sigmoid",
        "LinearRegressionOutput, _copy",
        "MAERegressionOutput, _copy",
    })
    void read_dropsTheLossAndItsLabels(String loss, String replacement) throws IOException {
        TinyMxnet tiny = new TinyMxnet()
                .variable("data")
                .variable("prob_label")
                .node(loss, "prob", List.of("data", "prob_label"), Map.of("grad_scale", "1"))
                .head("prob");

        MxnetSymbol symbol = read(tiny.symbol(), Set.of());

        assertThat(symbol.inputs()).extracting(TensorInfo::name).containsExactly("data");
        assertThat(symbol.json()).contains('"' + replacement + '"').doesNotContain(loss, "grad_scale");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "(0, -1)|(-2, -1,)",
                "(1, 1001)|(1, 1001,)",
                "(-3, 0, -4, 2, -1)|(-5, -2, -6, 2, -1,)",
                "(0,-2)|(-2, -4,)",
            })
    void read_writesReshapeInTheTermsOfItsSuccessor(String shape, String expected) throws IOException {
        TinyMxnet tiny = new TinyMxnet()
                .variable("data")
                .node("Reshape", "flat", List.of("data"), Map.of("shape", shape))
                .head("flat");

        assertThat(read(tiny.symbol(), Set.of()).json())
                .contains("\"_npx_reshape\"", "\"newshape\":\"" + expected + '"');
    }

    @Test
    void read_refusesAWeightThatTheParamsFileLacks() {
        TinyMxnet tiny = new TinyMxnet()
                .variable("data")
                .variable("fc_weight")
                .node("FullyConnected", "fc", List.of("data", "fc_weight"), Map.of("no_bias", "True"))
                .head("fc");

        assertThatThrownBy(() -> read(tiny.symbol(), Set.of("other_weight")))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("fc_weight")
                .hasMessageContaining("tiny-symbol.json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{",
                "{\"nodes\": 3, \"heads\": []}",
                "{\"nodes\": [], \"heads\": []}",
                "{\"nodes\": [{\"op\": \"null\", \"name\": \"data\", \"inputs\": []}], \"heads\": [[7, 0, 0]]}",
                "{\"nodes\": [{\"op\": \"null\", \"name\": \"data\", \"inputs\": []}], \"heads\": [[-1, 0, 0]]}",
                "{\"nodes\": [{\"op\": \"relu\", \"name\": \"a\", \"inputs\": [[0, 0, 0]]}], \"heads\": [[0, 0, 0]]}",
                "{\"nodes\": [{\"op\": \"null\", \"inputs\": []}], \"heads\": [[0, 0, 0]]}",
                "{\"nodes\": [{\"op\": null, \"name\": \"data\", \"inputs\": []}], \"heads\": [[0, 0, 0]]}",
                "{\"nodes\": [{\"op\": \"null\", \"name\": \"data\", \"inputs\": [],"
                        + " \"attrs\": {\"__shape__\": \"(x)\"}}], \"heads\": [[0, 0, 0]]}",
            })
    void read_refusesWhatIsNoSymbol(String json) {
        assertThatThrownBy(() -> read(json, Set.of()))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("tiny-symbol.json");
    }

    private MxnetSymbol read(String json, Set<String> weights) throws IOException {
        return MxnetSymbol.read(Files.writeString(folder.resolve("tiny-symbol.json"), json), weights);
    }
}
