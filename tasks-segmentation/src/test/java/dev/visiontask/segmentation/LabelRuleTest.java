package dev.visiontask.segmentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visiontask.ModelFormatException;
import dev.visiontask.tensor.DataType;
import dev.visiontask.tensor.Shape;
import dev.visiontask.testkit.TinyOnnx;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which label is which class, on a model whose classes 0, 1 and 2 are red, green and blue. */
class LabelRuleTest {
    private static final int RED = 0xff0000;
    private static final int BLUE = 0x0000ff;

    @TempDir
    Path folder;

    private SemanticSegmenterBuilder scores(String labels, int offset) {
        return described(ColorSegmenter.onnx(), labels, offset);
    }

    private SemanticSegmenterBuilder described(TinyOnnx model, String labels, int offset) {
        SemanticSegmenterBuilder builder = ColorSegmenter.builder(ColorSegmenter.write(folder, model))
                .setting("labels", List.of(labels.split(",")));
        return offset == 0 ? builder : builder.setting("label_offset", offset);
    }

    /** One channel, 0 for black and 1 for white. */
    private SemanticSegmenterBuilder foreground(String labels, int offset) {
        TinyOnnx matting = new TinyOnnx()
                .input("pixels", DataType.FLOAT32, Shape.of(1, 1, 8, 8))
                .node("Relu", List.of("pixels"), List.of("alpha"), Map.of())
                .output("alpha", DataType.FLOAT32, Shape.of(1, 1, 8, 8));
        return described(matting, labels, offset).setting("activation", "none");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "red,green,blue | 0 | red | blue | class 0 is red",
                "green,blue | 1 | background | blue | class 1 is green",
                "blue | 2 | background | blue | class 2 is blue",
                "???,red,green,blue | -1 | red | blue | class 0 is red",
                "background,n/a,red,green,blue | -2 | red | blue | class 0 is red",
                "unlabeled,green,blue | 0 | unlabeled | blue | class 0 is unlabeled",
                "red,N/A,blue | 0 | red | blue | 1 of 3: classes 1"
            })
    void labels_goWithTheirOffset(String labels, int offset, String red, String blue, String told) {
        for (TinyOnnx model : List.of(ColorSegmenter.onnx(), ColorSegmenter.numbersOnnx())) {
            try (SemanticSegmenter segmenter = described(model, labels, offset).build()) {
                Segmentation result = segmenter.run(ColorSegmenter.stripes(8, 4, RED, BLUE));

                assertThat(result.labelAt(0, 0)).contains(red);
                assertThat(result.labelAt(7, 0)).contains(blue);
                assertThat(segmenter.info().toString()).contains("label_rule", told);
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "person | 0 | background | person | class 1 is person",
                "person | 1 | background | person | class 1 is person",
                "sky,person | 0 | sky | person | class 0 is sky",
                "???,person | -1 | background | person | class 1 is person",
                "n/a,sky,person | -1 | sky | person | class 0 is sky"
            })
    void labels_goWithTheirOffsetWhereOneChannelIsTheForeground(
            String labels, int offset, String black, String white, String told) {
        try (SemanticSegmenter segmenter =
                foreground(labels, offset).setting("decoder", "foreground").build()) {
            Segmentation result = segmenter.run(ColorSegmenter.stripes(8, 4, 0, 0xffffff));

            assertThat(result.labelAt(0, 0)).contains(black);
            assertThat(result.labelAt(7, 0)).contains(white);
            assertThat(segmenter.info().toString()).contains("label_rule", told);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "green,blue | 0 | set label_offset to 1",
                "green,blue | 0 | set reduce_labels to true",
                "???,red,green,blue | 0 | the label \"???\" in front stands for no class, set label_offset to -1",
                "background,red,green,blue | 0 | set label_offset to -1",
                "red,green,blue | 1 | leave label_offset out",
                "red,green,blue,white | 0 | Give the label file that belongs to this model",
                "red,green,blue | -3 | a label_offset that leaves some of the 3 labels",
                "red | 2147483647 | label_offset of at most 1000000",
                "red | -2147483647 | label_offset of at most 1000000"
            })
    void build_saysTheOffsetThatFitsWhenTheCountDoesNot(String labels, int offset, String told) {
        // Said, because the four columns could be four channels.
        assertThatThrownBy(() ->
                        scores(labels, offset).setting("output_layout", "NCHW").build())
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining(told);
    }

    @Test
    void scores_areToldApartByTheIndexWhereClassesShareALabel() {
        SegmentationOptions wanted =
                SegmentationOptions.builder().scores("bank").build();
        try (SemanticSegmenter segmenter =
                scores("bank,green,bank", 0).options(wanted).build()) {
            Segmentation result = segmenter.run(ColorSegmenter.stripes(8, 4, RED, BLUE));

            assertThat(result.scores()).extracting(ScoreMap::index).containsExactly(0, 2);
            assertThat(result.scores(0).orElseThrow().at(0, 0))
                    .isGreaterThan(result.scores(2).orElseThrow().at(0, 0));
            assertThat(result.scores(1)).isEmpty();
            assertThat(result.share("bank")).isEqualTo(1);
            assertThatThrownBy(() -> result.scores("bank"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("[0, 2]");
            assertThatThrownBy(() -> result.scores(3)).isInstanceOf(IndexOutOfBoundsException.class);
        }
    }
}
