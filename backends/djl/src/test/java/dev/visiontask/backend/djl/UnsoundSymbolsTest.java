package dev.visiontask.backend.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visiontask.ModelFormatException;
import dev.visiontask.backend.BackendOptions;
import dev.visiontask.backend.ModelFile;
import dev.visiontask.backend.ModelFormat;
import dev.visiontask.tensor.Shape;
import dev.visiontask.testkit.LinearModel;
import dev.visiontask.testkit.TinyMxnet;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Symbol files that MXNet does not survive, or did not: all are refused before it sees them. */
class UnsoundSymbolsTest {
    private static final LinearModel MODEL = LinearModel.random(1, 3, Shape.of(2, 2, 2));

    @TempDir
    Path folder;

    @ParameterizedTest(name = "{2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[2,0,0] | [2,1,0] | an output of node 2 (fc_weight), which has 1, in node 4 (fc)",
                "[2,0,0] | [2,-1,0] | whole numbers from 0 in node 4 (fc), found -1",
                "[2,0,0] | [4,0,0] | earlier nodes than 4 in node 4 (fc), found 4",
                "[2,0,0] | [1e9,0,0] | earlier nodes than 4 in node 4 (fc), found 1000000000",
                "[2,0,0] | [2,0,0,0,0] | lists of a node and an output in node 4 (fc)",
                "[2,0,0],[3,0,0] | [2,0,0] | 3 inputs of the operator FullyConnected in node 4 (fc)",
                "\"heads\":[[5,0,0]] | \"heads\":[[6,0,0]] | earlier nodes than 6 in the heads, found 6",
                "\"heads\":[[5,0,0]] | \"heads\":[[5,3,0]] | an output of node 5 (prob), which has 1, in the heads",
                "\"heads\":[[5,0,0]] | \"heads\":[] | at least one node and one head",
                "\"heads\":[[5,0,0]] | \"heads\":5 | a list heads in the symbol, found 5",
                "\"num_hidden\":\"3\" | \"num_hidden\":3 | a text for attrs.num_hidden in node 4 (fc), found 3",
                "\"op\":\"softmax\" | \"op\":null | a text op in node 5",
                "\"inputs\":[[4,0,0]] | \"input\":[[4,0,0]] | a list inputs in node 5 (prob), found nothing",
                "\"op\":\"softmax\",\"name\":\"prob\",\"inputs\":[[4,0,0]],\"attrs\":{\"axis\":\"-1\"} |"
                        + " \"op\":\"SliceChannel\",\"name\":\"prob\",\"inputs\":[[4,0,0]],\"attrs\":{\"num_outputs\":\"2147483647\"} |"
                        + " at most 4096 outputs of the operator SliceChannel in node 5 (prob), found 2147483647",
                "\"heads\" | \"heads | found text that is none",
            })
    void load_refusesWhatMxnetDoesNotSurvive(String sound, String unsound, String message) throws Exception {
        Path symbol = TinyMxnet.linear(MODEL).write(folder, "model");
        String text = Files.readString(symbol);
        assertThat(text).contains(sound);
        Files.writeString(symbol, text.replace(sound, unsound));

        assertThatThrownBy(() -> new MxnetBackend()
                        .load(new ModelFile(ModelFormat.MXNET, symbol), BackendOptions.DEFAULT)
                        .close())
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining(message)
                .hasMessageContaining(symbol.toString());
    }
}
