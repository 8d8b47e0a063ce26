package dev.visiontask.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visiontask.Box;
import dev.visiontask.ModelFormatException;
import dev.visiontask.Setting;
import dev.visiontask.tensor.DataType;
import dev.visiontask.tensor.Shape;
import dev.visiontask.testkit.TinyOnnx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Model files of 64x64 that nothing describes, whose outputs are the same for every image. */
class BareModelTest {
    @TempDir
    Path folder;

    private ObjectDetectorBuilder model(Shape shape, float... values) {
        byte[] model = new TinyOnnx()
                .input("images", DataType.FLOAT32, Shape.of(1, 3, 64, 64))
                .weights("numbers", shape, values)
                .longs("from", 0, 0, 0, 0)
                .longs("to", 1, 1, 1, 1)
                .longs("axes", 0, 1, 2, 3)
                .longs("one", 1, 1, 1)
                .weights("none", Shape.of(1), new float[] {0})
                .node("Slice", List.of("images", "from", "to", "axes"), List.of("pixel4"), Map.of())
                .node("Reshape", List.of("pixel4", "one"), List.of("pixel"), Map.of())
                .node("Mul", List.of("pixel", "none"), List.of("zero"), Map.of())
                .node("Add", List.of("numbers", "zero"), List.of("output"), Map.of())
                .output("output", DataType.FLOAT32, shape)
                .toBytes();
        try {
            Files.write(folder.resolve("model.onnx"), model);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return ObjectDetector.builder().model(folder).backend("onnxruntime").setting("labels", List.of("door", "gate"));
    }

    /** A gate of 0.75 in cell 27, column 3 of row 3, of 8x8 pixels around its centre. */
    private ObjectDetectorBuilder yolox() {
        float[] values = new float[84 * 7];
        System.arraycopy(new float[] {0.5f, 0.5f, 0, 0, 1, 0, 0.75f}, 0, values, 27 * 7, 7);
        return model(Shape.of(1, 84, 7), values);
    }

    private static Detections run(ObjectDetectorBuilder builder) {
        try (ObjectDetector detector = builder.build()) {
            return detector.run(TinyDetector.picture(64, 64, 200, 100, 50));
        }
    }

    @Test
    void build_recommendsWhatYoloxTakes() {
        assertThatThrownBy(() -> yolox().build())
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("output float32 [1, 84, 7]")
                .hasMessageContaining("\"color\": \"bgr\", \"rescale_factor\": 1, \"resize_mode\": \"letterbox\"")
                .hasMessageContaining("\"pad_value\": 114, \"pad_align\": \"top-left\"")
                .hasMessageContaining("config.json");
    }

    @Test
    void run_findsObjectsWhenTheAdviceIsObeyed() {
        ObjectDetectorBuilder obeyed = yolox().setting("color", "bgr")
                .setting("rescale_factor", 1)
                .setting("resize_mode", "letterbox")
                .setting("pad_value", 114)
                .setting("pad_align", "top-left")
                .setting("resize_rounding", "truncate")
                .setting("interpolation", "opencv-linear");

        assertThat(run(obeyed).objects()).containsExactly(new Detection(1, "gate", 0.75f, new Box(24, 24, 32, 32)));
        try (ObjectDetector detector = obeyed.build()) {
            assertThat(detector.info().settings()).extracting(Setting::key).doesNotContain("guessed");
        }
    }

    @Test
    void build_refusesSamplesThatYoloxFindsNothingIn() {
        ObjectDetectorBuilder shares = yolox().setting("rescale_factor", 1 / 255.0);

        assertThatThrownBy(shares::build)
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("finds nothing")
                .hasMessageContaining("\"rescale_factor\": 1,")
                .hasMessageContaining("key decoder");
        assertThat(run(shares.setting("decoder", "yolox")).objects()).hasSize(1);
    }

    @Test
    void build_recommendsWhatYolov8Takes() {
        assertThatThrownBy(() -> model(Shape.of(1, 6, 84), new float[6 * 84]).build())
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("\"rescale_factor\": \"1/255\", \"resize_mode\": \"letterbox\"");
        assertThatThrownBy(() -> model(Shape.of(1, 300, 6), new float[1800]).build())
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("rescale_factor")
                .hasMessageNotContaining("YOLO");
    }

    @Test
    void info_flagsAGuessedGeometry() {
        try (ObjectDetector detector = yolox().setting("rescale_factor", 1).build()) {
            assertThat(detector.info().settings())
                    .extracting(Setting::toString)
                    .anySatisfy(text -> assertThat(text)
                            .startsWith("guessed = \"resize_mode, color")
                            .contains("letterbox"));
        }
    }

    @Test
    void run_readsSixColumnsByTheirNumbers() {
        float[] queries = new float[1800];
        System.arraycopy(
                new float[] {0.5f, 0.5f, 0.2f, 0.4f, 0.9f, 0.02f, 0.25f, 0.25f, 0.1f, 0.1f, 0.03f, 0.8f},
                0,
                queries,
                0,
                12);
        float[] boxes = new float[1800];
        System.arraycopy(new float[] {10, 20, 40, 50, 0.9f, 0, 5, 5, 15, 15, 0.6f, 1}, 0, boxes, 0, 12);

        Detections rtdetr = run(model(Shape.of(1, 300, 6), queries).setting("rescale_factor", 1 / 255.0));
        assertThat(rtdetr.objects()).extracting(Detection::label).containsExactly("door", "gate");
        BoxAssert.assertClose(rtdetr.objects().get(0).box(), new Box(25.6f, 19.2f, 38.4f, 44.8f), 0.01f);
        BoxAssert.assertClose(rtdetr.objects().get(1).box(), new Box(12.8f, 12.8f, 19.2f, 19.2f), 0.01f);
        Detections listed = run(model(Shape.of(1, 300, 6), boxes).setting("rescale_factor", 1 / 255.0));
        assertThat(listed.objects())
                .containsExactly(
                        new Detection(0, "door", 0.9f, new Box(10, 20, 40, 50)),
                        new Detection(1, "gate", 0.6f, new Box(5, 5, 15, 15)));
    }
}
