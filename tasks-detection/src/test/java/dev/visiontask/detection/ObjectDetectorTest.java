package dev.visiontask.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.visiontask.Box;
import dev.visiontask.ImageSize;
import dev.visiontask.ImageSource;
import dev.visiontask.InferenceException;
import dev.visiontask.ModelFormatException;
import dev.visiontask.Setting;
import dev.visiontask.TaskInfo;
import dev.visiontask.UnsupportedOptionException;
import dev.visiontask.testkit.HeapCost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From the picture to the objects, on a model whose answers can be worked out by hand. */
class ObjectDetectorTest {
    private static final float[] WIDE = {-0.5f, 0.25f, 2, 0.75f};

    @TempDir
    Path folder;

    private ObjectDetectorBuilder tiny() {
        return TinyDetector.onnx(folder).backend("onnxruntime");
    }

    @Test
    void run_takesAModelWithoutBatchAsOneOfSinglePictures() {
        try (ObjectDetector detector = TinyDetector.unbatched(folder).build()) {
            List<Detections> found = detector.runBatch(
                    List.of(TinyDetector.picture(40, 80, 204, 0, 0), TinyDetector.picture(8, 8, 255, 0, 0)));

            assertThat(detector.info().inputs()).hasToString("[image float32 [1, 3, 4, 4]]");
            Detection red = found.get(0).objects().get(0);
            assertThat(red.label()).isEqualTo("red");
            assertThat(red.score()).isCloseTo(0.8f, within(1e-5f));
            BoxAssert.assertClose(red.box(), new Box(10, 20, 30, 60), 0.01f);
            BoxAssert.assertClose(found.get(1).objects().get(0).box(), new Box(2, 2, 6, 6), 0.01f);
        }
    }

    @Test
    void build_refusesABatchOfAModelWithoutOne() {
        ObjectDetectorBuilder builder = TinyDetector.unbatched(folder).batchSize(2);

        assertThatThrownBy(builder::build)
                .isInstanceOf(UnsupportedOptionException.class)
                .hasMessageContaining("batch size of 1");
    }

    @Test
    void run_givesBoxesInPixelsOfThePicture() {
        try (ObjectDetector detector = tiny().build()) {
            Detections found = detector.run(TinyDetector.picture(200, 100, 0, 204, 51));

            assertThat(found.imageSize()).isEqualTo(new ImageSize(200, 100));
            assertThat(found.objects()).hasSize(1);
            Detection green = found.objects().get(0);
            assertThat(green.index()).isEqualTo(1);
            assertThat(green.label()).isEqualTo("green");
            assertThat(green.score()).isCloseTo(0.8f, within(1e-5f));
            BoxAssert.assertClose(green.box(), new Box(50, 25, 150, 75), 0.01f);
        }
    }

    @Test
    void run_findsNothingInTheDark() {
        try (ObjectDetector detector = tiny().build()) {
            Detections found = detector.run(TinyDetector.picture(20, 20, 0, 0, 0));

            assertThat(found.isEmpty()).isTrue();
            assertThat(found.toJson()).isEqualTo("{\"width\":20,\"height\":20,\"detections\":[]}");
        }
    }

    @Test
    void run_takesTheFirstOfEqualScores() {
        try (ObjectDetector detector = tiny().build()) {
            Detections found = detector.run(TinyDetector.picture(20, 20, 128, 128, 128));

            assertThat(found.objects()).extracting(Detection::label).containsExactly("red");
        }
    }

    @Test
    void run_clipsBoxesToThePicture() {
        try (ObjectDetector detector =
                TinyDetector.onnx(folder, WIDE).backend("onnxruntime").build()) {
            Box box = detector.run(TinyDetector.picture(200, 100, 0, 255, 0))
                    .objects()
                    .get(0)
                    .box();

            BoxAssert.assertClose(box, new Box(0, 25, 200, 75), 0.01f);
        }
    }

    @Test
    void run_takesPicturesOfExtremeShapes() {
        try (ObjectDetector detector = tiny().build()) {
            Detections dot = detector.run(TinyDetector.picture(1, 1, 0, 255, 0));
            Detections strip = detector.run(TinyDetector.picture(20_000, 10, 0, 255, 0));

            BoxAssert.assertClose(dot.objects().get(0).box(), new Box(0.25f, 0.25f, 0.75f, 0.75f), 0.01f);
            BoxAssert.assertClose(strip.objects().get(0).box(), new Box(5000, 2.5f, 15_000, 7.5f), 0.1f);
        }
    }

    @Test
    void run_takesExtremeShapesThroughALetterbox() {
        try (ObjectDetector detector = tiny().setting("resize_mode", "letterbox")
                .setting("pad_value", 114)
                .build()) {
            Detections strip = detector.run(TinyDetector.picture(20_000, 10, 0, 255, 0));

            assertThat(strip.objects()).allSatisfy(object -> {
                assertThat(object.box().right()).isLessThanOrEqualTo(20_000);
                assertThat(object.box().bottom()).isLessThanOrEqualTo(10);
            });
        }
    }

    @Test
    void run_takesOptionsOverThoseOfTheBuilderOverThoseOfTheModel() {
        ImageSource picture = TinyDetector.picture(20, 20, 0, 204, 0);
        DetectionOptions half = DetectionOptions.builder().scoreThreshold(0.5f).build();
        DetectionOptions strict =
                DetectionOptions.builder().scoreThreshold(0.9f).build();
        DetectionOptions deny = DetectionOptions.builder().deny("green").build();
        try (ObjectDetector model = tiny().setting("score_threshold", 0.9).build();
                ObjectDetector builder =
                        tiny().setting("score_threshold", 0.9).options(half).build()) {
            assertThat(model.run(picture).objects()).isEmpty();
            assertThat(builder.run(picture).objects()).hasSize(1);
            assertThat(builder.run(picture, strict).objects()).isEmpty();
            assertThat(builder.run(picture, deny).objects()).isEmpty();
            assertThat(model.run(picture, half).objects()).hasSize(1);
        }
    }

    @Test
    void run_refusesLabelsThatTheModelLacks() {
        DetectionOptions options = DetectionOptions.builder().allow("gre").build();
        try (ObjectDetector detector = tiny().build()) {
            ImageSource picture = TinyDetector.picture(20, 20, 0, 204, 0);

            assertThatThrownBy(() -> detector.run(picture, options))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("Did you mean \"green\"?");
        }
    }

    @Test
    void run_refusesNaNNamingTheTensor() {
        ObjectDetectorBuilder broken =
                TinyDetector.onnx(folder, new float[] {0, 0, Float.NaN, 1}).backend("onnxruntime");
        try (ObjectDetector detector = broken.build()) {
            ImageSource picture = TinyDetector.picture(20, 20, 0, 204, 0);

            assertThatThrownBy(() -> detector.run(picture))
                    .isInstanceOf(InferenceException.class)
                    .hasMessageContaining("output boxes")
                    .hasMessageContaining("NaN");
        }
    }

    @Test
    void build_refusesAnEmptyLabelFile() throws IOException {
        Files.writeString(folder.resolve("empty.txt"), "\n\n");
        ObjectDetectorBuilder builder = ObjectDetector.builder()
                .model(folder)
                .backend("onnxruntime")
                .setting("labels_file", "empty.txt")
                .setting("rescale_factor", 1);
        TinyDetector.onnx(folder);

        assertThatThrownBy(builder::build)
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("empty.txt")
                .hasMessageContaining("found none");
    }

    @Test
    void build_refusesUnknownDecodersAndModes() {
        assertThatThrownBy(() -> tiny().setting("decoder", "yolov99").build())
                .isInstanceOf(UnsupportedOptionException.class)
                .hasMessageContaining("yolov99")
                .hasMessageContaining("prior-box");
        assertThatThrownBy(() -> tiny().setting("nms", "hard").build())
                .isInstanceOf(UnsupportedOptionException.class)
                .hasMessageContaining("class-agnostic")
                .hasMessageContaining("hard");
    }

    @Test
    void info_givesEverySettingWithItsOrigin() {
        DetectionOptions options = DetectionOptions.builder().maxResults(7).build();
        try (ObjectDetector detector = TinyDetector.onnx(folder)
                .setting("nms", "class-agnostic")
                .options(options)
                .build()) {
            TaskInfo info = detector.info();

            assertThat(info.task()).isEqualTo("object-detection");
            assertThat(info.labels()).containsExactly("red", "green", "blue");
            assertThat(info.settings())
                    .extracting(Setting::toString)
                    .contains(
                            "nms = \"class-agnostic\" (builder)",
                            "nms_iou = 0.5 (default)",
                            "score_threshold = 0.25 (default)",
                            "max_results = 7 (options)");
        }
    }

    @Test
    void run_leavesLittleForTheGarbageCollector() {
        try (ObjectDetector detector = tiny().build()) {
            ImageSource picture = TinyDetector.picture(200, 100, 0, 204, 51);

            assertThat(HeapCost.perCall(() -> detector.run(picture))).isLessThan(20_000);
        }
    }

    @Test
    void toJson_hasBoxesAsFourNumbers() {
        Detections found =
                new Detections(List.of(new Detection(16, "dog", 0.5f, new Box(1.5f, 2, 3, 4))), new ImageSize(10, 20));

        assertThat(found.toJson())
                .isEqualTo("{\"width\":10,\"height\":20,\"detections\":[{\"index\":16,\"label\":\"dog\",\"score\":0.5,"
                        + "\"box\":[1.5,2.0,3.0,4.0]}]}");
    }
}
