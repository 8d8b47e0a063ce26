package dev.visiontask.model;

import static dev.visiontask.model.FolderFixture.FLOAT_224;
import static dev.visiontask.model.FolderFixture.FLOAT_OPEN;
import static dev.visiontask.model.FolderFixture.TASK_KEYS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visiontask.ImageSize;
import dev.visiontask.ModelFormatException;
import dev.visiontask.PixelFormat;
import dev.visiontask.VisionException;
import dev.visiontask.preprocess.Interpolation;
import dev.visiontask.preprocess.Normalization;
import dev.visiontask.preprocess.PreprocessSpec;
import dev.visiontask.preprocess.Resize;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Models of Ultralytics need no description, and models of other tasks are told apart before their keys. */
class UltralyticsRecipeTest {
    private static final Map<String, String> DETECT = Map.of(
            "names",
            "{0: 'car'}",
            "task",
            "detect",
            "imgsz",
            "[480, 640]",
            "stride",
            "32",
            "description",
            "Ultralytics YOLO11n model");
    private static final Map<String, String> CLASSIFY =
            Map.of("names", "{0: 'car'}", "task", "classify", "imgsz", "[224, 224]", "stride", "1");

    @TempDir
    Path directory;

    private FolderFixture folder;

    @BeforeEach
    void model() {
        folder = new FolderFixture(directory).withModel();
    }

    private ModelSpec spec(String task) {
        return ModelSpec.read(folder.folder(), folder.file(), Map.of(), TASK_KEYS, task);
    }

    @Test
    void detect_isALetterboxWithoutADescription() {
        PreprocessSpec preprocessing =
                spec("object-detection").withInFile(DETECT).preprocessing(FLOAT_OPEN);

        assertThat(preprocessing.resize())
                .isEqualTo(new Resize.Letterbox(new ImageSize(640, 480), 114, true, true, false));
        assertThat(preprocessing.interpolation()).isEqualTo(Interpolation.OPENCV_LINEAR);
        assertThat(preprocessing.color()).isEqualTo(PixelFormat.RGB);
        assertThat(preprocessing.normalization())
                .isEqualTo(new Normalization(1 / 255.0, new float[] {0}, new float[] {1}));
    }

    @Test
    void classify_isTheCentreOfTheShorterEdgeWithoutADescription() {
        PreprocessSpec preprocessing =
                spec("image-classification").withInFile(CLASSIFY).preprocessing(FLOAT_224);

        assertThat(preprocessing.resize()).isEqualTo(new Resize.ShortestEdge(224, new ImageSize(224, 224), false));
        assertThat(preprocessing.interpolation()).isEqualTo(Interpolation.PILLOW_BILINEAR);
    }

    @Test
    void rtdetr_isStretched() {
        Map<String, String> metadata = Map.of(
                "names",
                "{0: 'car'}",
                "task",
                "detect",
                "imgsz",
                "[640, 640]",
                "description",
                "Ultralytics RT-DETR-l model");

        assertThat(spec("object-detection")
                        .withInFile(metadata)
                        .preprocessing(FLOAT_OPEN)
                        .resize())
                .isEqualTo(new Resize.Stretch(new ImageSize(640, 640)));
    }

    @Test
    void yolov5_isALetterboxForADetectorAndUnknownForAClassifier() {
        Map<String, String> metadata = Map.of("names", "['car']", "stride", "32");

        assertThat(spec("object-detection")
                        .withInFile(metadata)
                        .preprocessing(FLOAT_224)
                        .resize())
                .isEqualTo(new Resize.Letterbox(new ImageSize(224, 224), 114, true, true, false));
        assertThatThrownBy(
                        () -> spec("image-classification").withInFile(metadata).preprocessing(FLOAT_224))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("rescale_factor");
    }

    @Test
    void description_isStrongerThanTheRecipe() {
        folder.withOurs("'resize_mode': 'stretch', 'image_std': 2");

        PreprocessSpec preprocessing =
                spec("object-detection").withInFile(DETECT).preprocessing(FLOAT_OPEN);

        assertThat(preprocessing.resize()).isEqualTo(new Resize.Stretch(new ImageSize(640, 480)));
        assertThat(preprocessing.normalization())
                .isEqualTo(new Normalization(1 / 255.0, new float[] {0}, new float[] {2}));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "image-classification | {'visiontask': {'task': 'object-detection', 'nms': 'none'}}",
                "image-classification | {'architectures': ['DetrForObjectDetection'], 'visiontask': {'nms': 'none'}}",
                "semantic-segmentation | {'architectures': ['TableTransformerForObjectDetection']}",
                "object-detection | {'architectures': ['SegformerForSemanticSegmentation']}",
                "object-detection | {'architectures': ['ViTForImageClassification']}",
                "image-classification | {'architectures': ['VideoMAEForVideoClassification']}"
            })
    void read_saysAnotherTaskBeforeItJudgesKeys(String task, String config) {
        folder.with("config.json", config);

        assertThatThrownBy(() -> spec(task))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("Expected a model for " + task)
                .hasMessageContaining("another task")
                .hasMessageNotContaining("Known keys");
    }

    @ParameterizedTest
    @CsvSource({
        "image-classification, detect, object-detection",
        "image-classification, segment, object-detection",
        "semantic-segmentation, segment, object-detection",
        "image-classification, pose, object-detection",
        "object-detection, classify, image-classification"
    })
    void withInFile_saysAnotherTaskWhenTheMetadataDoes(String opened, String task, String found) {
        assertThatThrownBy(() -> spec(opened).withInFile(Map.of("names", "{0: 'a'}", "task", task)))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("Expected a model for " + opened)
                .hasMessageContaining(found + ": task " + task);
    }

    @Test
    void read_opensAllTheSameWhenTheDescriptionSaysSo() {
        folder.with(
                "config.json",
                "{'architectures': ['DetrForObjectDetection'], 'visiontask': {'task': 'image-classification'}}");

        assertThat(spec("image-classification").withInFile(DETECT).labels()).isPresent();
    }

    @Test
    void read_opensAnImageClassifierForTheFramesOfActivities() {
        folder.with("config.json", "{'architectures': ['ViTForImageClassification']}");

        assertThat(spec("activity-recognition").texts("architectures")).isPresent();
    }

    @ParameterizedTest
    @CsvSource({
        "nms, object-detection",
        "clip_length, activity-recognition",
        "map_resampling, semantic-segmentation",
        "decoder, object-detection and semantic-segmentation"
    })
    void read_saysWhoseKeyItIsWhenNoTaskIsNamed(String key, String owner) {
        folder.withOurs("'" + key + "': 'x'");

        assertThatThrownBy(() -> spec("image-classification"))
                .isInstanceOf(VisionException.class)
                .hasMessageContaining("found: " + key + ", a key of " + owner);
    }
}
