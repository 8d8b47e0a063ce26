package dev.visiontask.segmentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visiontask.ImageSize;
import dev.visiontask.ModelFormatException;
import dev.visiontask.Setting;
import dev.visiontask.UnsupportedOptionException;
import dev.visiontask.tensor.DataType;
import dev.visiontask.tensor.Shape;
import dev.visiontask.testkit.TinyOnnx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From the picture to the classes, on a tiny model. */
class SemanticSegmenterTest {
    private static final int RED = 0xff3300;
    private static final int BLUE = 0x0000ff;

    @TempDir
    Path folder;

    @Test
    void run_findsTheColoursOfThePicture() {
        try (SemanticSegmenter segmenter = colors().build()) {
            Segmentation result = segmenter.run(ColorSegmenter.stripes(30, 20, RED, BLUE));

            assertThat(result.imageSize()).isEqualTo(new ImageSize(40, 30));
            assertThat(result.labelAt(0, 0)).contains("red");
            assertThat(result.labelAt(39, 29)).contains("blue");
            assertThat(result.areas()).extracting(ClassArea::label).containsExactlyInAnyOrder("red", "blue");
            assertThat(result.share("red")).isBetween(0.45, 0.55);
            assertThat(result.share("green")).isZero();
        }
    }

    @Test
    void run_answersTheSmallestAndTheLongestPicture() {
        try (SemanticSegmenter segmenter = colors().build()) {
            assertThat(segmenter.run(ColorSegmenter.stripes(1, 1, BLUE)).labelAt(0, 0))
                    .contains("blue");
            Segmentation strip = segmenter.run(ColorSegmenter.stripes(10, 10000, RED, BLUE));
            assertThat(strip.imageSize()).isEqualTo(new ImageSize(20000, 10));
            assertThat(strip.labelAt(0, 9)).contains("red");
            assertThat(strip.labelAt(19999, 0)).contains("blue");
        }
    }

    @Test
    void run_takesOptionsOverThoseOfTheBuilder() {
        SegmentationOptions nearest = SegmentationOptions.builder()
                .resampling(MapResampling.NEAREST)
                .scores("red")
                .build();
        SegmentationOptions bilinear =
                SegmentationOptions.builder().resampling(MapResampling.BILINEAR).build();
        var picture = ColorSegmenter.noise(1, 33, 31);
        try (SemanticSegmenter plain = colors().build();
                SemanticSegmenter other = colors().options(nearest).build()) {
            assertThat(other.run(picture).scores("red")).isPresent();
            assertThat(other.run(picture).map())
                    .isEqualTo(plain.run(picture, nearest).map())
                    .isNotEqualTo(plain.run(picture).map());
            assertThat(other.run(picture, bilinear).map())
                    .isEqualTo(plain.run(picture).map());
        }
    }

    @Test
    void run_blamesTheCallerWhenTheModelCannotHonourTheOptions() {
        SegmentationOptions unknown =
                SegmentationOptions.builder().scores("zebra").build();
        SegmentationOptions threshold =
                SegmentationOptions.builder().threshold(0.4f).build();
        var picture = ColorSegmenter.noise(1, 33, 31);
        try (SemanticSegmenter segmenter = colors().build()) {
            assertThatThrownBy(() -> segmenter.run(picture, unknown))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("zebra");
            assertThatThrownBy(() -> segmenter.run(picture, threshold))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("threshold");
        }
    }

    @Test
    void run_readsClassNumbersFromTheGraph() {
        ColorSegmenter.write(folder, ColorSegmenter.numbersOnnx());
        for (String engine : List.of("onnxruntime", "opencv-dnn")) {
            try (SemanticSegmenter segmenter =
                    ColorSegmenter.builder(folder).backend(engine).build()) {
                Segmentation result = segmenter.run(ColorSegmenter.stripes(8, 4, RED, BLUE));

                assertThat(result.areas())
                        .as(engine)
                        .extracting(ClassArea::label)
                        .containsExactly("red", "blue");
                assertThat(segmenter.info().settings())
                        .contains(new Setting("decoder", "\"class-map\"", "recognised from the output"));
            }
        }
    }

    @Test
    void run_readsAHuggingFaceFolderWithSmallLogits() throws IOException {
        TinyOnnx onnx = new TinyOnnx()
                .input("pixel_values", DataType.FLOAT32, Shape.of(-1, 3, -1, -1))
                .node(
                        "AveragePool",
                        List.of("pixel_values"),
                        List.of("logits"),
                        Map.of("kernel_shape", new long[] {4, 4}, "strides", new long[] {4, 4}))
                .output("logits", DataType.FLOAT32, Shape.of(-1, 3, -1, -1));
        ColorSegmenter.write(folder, onnx);
        Files.writeString(folder.resolve("config.json"), """
                {"architectures": ["SegformerForSemanticSegmentation"], "model_type": "segformer",
                 "id2label": {"0": "wall", "1": "building", "2": "sky"}, "semantic_loss_ignore_index": 255}
                """);
        Files.writeString(folder.resolve("preprocessor_config.json"), """
                {"image_processor_type": "SegformerImageProcessor", "do_reduce_labels": true,
                 "size": {"height": 64, "width": 64}}
                """);
        try (SemanticSegmenter segmenter = SemanticSegmenter.open(folder)) {
            Segmentation result = segmenter.run(ColorSegmenter.stripes(50, 50, RED, BLUE));

            assertThat(result.labels()).containsExactly("wall", "building", "sky");
            assertThat(result.labelAt(5, 5)).contains("wall");
            assertThat(result.labelAt(95, 45)).contains("sky");
            assertThat(segmenter.info().settings())
                    .contains(new Setting("activation", "\"softmax\"", "recognised from the output"));
        }
    }

    @Test
    void run_cutsOutTheForegroundOfAMattingModel() {
        TinyOnnx onnx = new TinyOnnx()
                .input("pixels", DataType.FLOAT32, Shape.of(1, 1, 8, 8))
                .node("Sigmoid", List.of("pixels"), List.of("alpha"), Map.of())
                .output("alpha", DataType.FLOAT32, Shape.of(1, 1, 8, 8));
        ColorSegmenter.write(folder, onnx);
        SegmentationOptions alpha =
                SegmentationOptions.builder().scores("foreground").build();
        try (SemanticSegmenter segmenter = SemanticSegmenter.builder()
                .model(folder)
                .setting("rescale_factor", 1)
                .setting("image_mean", 127.5)
                .setting("image_std", 8)
                .build()) {
            Segmentation result = segmenter.run(ColorSegmenter.stripes(8, 4, 0, 0xffffff), alpha);

            assertThat(result.labels()).containsExactly("background", "foreground");
            assertThat(result.share("foreground")).isEqualTo(0.5);
            assertThat(result.scores("foreground").orElseThrow().at(7, 0)).isEqualTo(1);
            assertThat(segmenter.info().settings())
                    .contains(
                            new Setting("activation", "\"none\"", "recognised from the output"),
                            new Setting("threshold", "0.5", "default"));
        }
    }

    @Test
    void build_namesClassesByNumberWhenThereAreNoLabels() {
        ColorSegmenter.write(folder, ColorSegmenter.onnx());
        try (SemanticSegmenter segmenter = SemanticSegmenter.builder()
                .model(folder)
                .setting("rescale_factor", 1)
                .build()) {
            assertThat(segmenter.info().labels()).containsExactly("class 0", "class 1", "class 2");
        }
    }

    @Test
    void build_shiftsLabels() {
        try (SemanticSegmenter offset = colors().setting("labels", List.of("green", "blue"))
                        .setting("label_offset", 1)
                        .build();
                SemanticSegmenter reduced = colors().setting("labels", List.of("green", "blue"))
                        .setting("reduce_labels", true)
                        .build()) {
            var picture = ColorSegmenter.stripes(8, 4, RED, BLUE);

            assertThat(offset.info().labels()).containsExactly("background", "green", "blue");
            assertThat(offset.run(picture).share("background")).isEqualTo(0.5);
            assertThat(reduced.info().labels()).containsExactly("green", "blue");
            assertThat(reduced.run(picture).labelAt(0, 0)).isEmpty();
            assertThat(reduced.run(picture).labelAt(7, 0)).contains("blue");
        }
    }

    @Test
    void build_refusesAWrongNumberOfLabelsWithBothNumbers() {
        assertThatThrownBy(() ->
                        colors().setting("labels", List.of("green", "blue")).build())
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("3 labels")
                .hasMessageContaining("found: 2 labels")
                .hasMessageContaining("label_offset")
                .hasMessageContaining("reduce_labels");
        assertThatThrownBy(() -> colors().setting("labels", List.of("a", "b", "c", "d", "e"))
                        .build())
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("found: 5 labels");
    }

    @Test
    void build_refusesKeysThatMeanNothingOrAreUnknown() {
        assertThatThrownBy(() -> colors().setting("threshold", 0.4).build())
                .isInstanceOf(UnsupportedOptionException.class)
                .hasMessageContaining("threshold")
                .hasMessageContaining("argmax");
        assertThatThrownBy(() -> colors().setting("map_resampling", "cubic").build())
                .isInstanceOf(UnsupportedOptionException.class)
                .hasMessageContaining("bilinear, nearest")
                .hasMessageContaining("cubic");
        assertThatThrownBy(() -> colors().setting("map_resamplin", "nearest").build())
                .isInstanceOf(UnsupportedOptionException.class)
                .hasMessageContaining("map_resampling");
        assertThatThrownBy(() -> colors().setting("decoder", "foreground").build())
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("one channel of float32 scores")
                .hasMessageContaining("3 channels");
        assertThatThrownBy(() -> colors().setting("output_layout", "CHW").build())
                .isInstanceOf(UnsupportedOptionException.class)
                .hasMessageContaining("CHW");
        assertThatThrownBy(() -> colors().setting("ignore_index", -5).build())
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("ignore_index");
    }

    @Test
    void build_refusesClassNumbersWithoutLabels() {
        ColorSegmenter.write(folder, ColorSegmenter.numbersOnnx());

        assertThatThrownBy(() -> SemanticSegmenter.builder()
                        .model(folder)
                        .setting("rescale_factor", 1)
                        .build())
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("labels")
                .hasMessageContaining("numbers");
    }

    @Test
    void build_asksWhichOutputWhenSeveralFit() {
        TinyOnnx two = ColorSegmenter.onnx()
                .node("Relu", List.of("scores"), List.of("aux"), Map.of())
                .output("aux", DataType.FLOAT32, Shape.of(1, 3, 4, 4));
        ColorSegmenter.write(folder, two);

        assertThatThrownBy(() -> ColorSegmenter.builder(folder).build())
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("scores")
                .hasMessageContaining("aux")
                .hasMessageContaining("key output");
        try (SemanticSegmenter named =
                ColorSegmenter.builder(folder).setting("output", "aux").build()) {
            assertThat(named.run(ColorSegmenter.stripes(8, 8, BLUE)).share("blue"))
                    .isEqualTo(1);
        }
    }

    @Test
    void build_asksForTheLayoutWhenTheOutputDoesNotTell() {
        // [1, 4, 4, 4]: four classes, four rows, four columns.
        TinyOnnx onnx = new TinyOnnx()
                .input("pixels", DataType.FLOAT32, Shape.of(1, 3, 4, 4))
                .weights("w", Shape.of(4, 3, 1, 1), new float[12])
                .node("Conv", List.of("pixels", "w"), List.of("scores"), Map.of())
                .output("scores", DataType.FLOAT32, Shape.of(1, 4, 4, 4));
        ColorSegmenter.write(folder, onnx);

        assertThatThrownBy(() -> SemanticSegmenter.builder()
                        .model(folder)
                        .setting("rescale_factor", 1)
                        .build())
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("output_layout");
    }

    private SemanticSegmenterBuilder colors() {
        return ColorSegmenter.builder(ColorSegmenter.write(folder, ColorSegmenter.onnx()));
    }
}
