package dev.visiontask.model;

import static dev.visiontask.model.FolderFixture.FLOAT_224;
import static dev.visiontask.model.FolderFixture.FLOAT_OPEN;
import static dev.visiontask.model.FolderFixture.input;
import static dev.visiontask.model.FolderFixture.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visiontask.ImageSize;
import dev.visiontask.ModelFormatException;
import dev.visiontask.PixelFormat;
import dev.visiontask.UnsupportedOptionException;
import dev.visiontask.preprocess.Interpolation;
import dev.visiontask.preprocess.Normalization;
import dev.visiontask.preprocess.PreprocessSpec;
import dev.visiontask.preprocess.Resize;
import dev.visiontask.preprocess.TensorLayout;
import dev.visiontask.tensor.DataType;
import dev.visiontask.tensor.TensorInfo;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What transformers computes from these files is worked out by hand from its source. */
class HuggingFaceFolderTest {
    private static final ImageSize SQUARE = new ImageSize(224, 224);
    private static final double BYTE = 0.00392156862745098;
    private static final float[] HALF = {0.5f, 0.5f, 0.5f};
    private static final float[] MEAN = {0.485f, 0.456f, 0.406f};
    private static final float[] STD = {0.229f, 0.224f, 0.225f};

    @TempDir
    Path directory;

    private FolderFixture folder;

    @BeforeEach
    void prepare() {
        folder = new FolderFixture(directory).withModel();
    }

    private PreprocessSpec of(String processor) {
        return of(processor, FLOAT_OPEN);
    }

    private PreprocessSpec of(String processor, TensorInfo input) {
        return folder.with("preprocessor_config.json", processor).spec().preprocessing(input);
    }

    @Test
    void preprocessing_readsAViTFolderAsItIs() {
        folder.with("config.json", """
                {'architectures': ['ViTForImageClassification'], 'model_type': 'vit', 'hidden_size': 768,
                 'id2label': {'0': 'tench, Tinca tinca', '1': 'goldfish'}, 'label2id': {'goldfish': 1},
                 'problem_type': 'single_label_classification', 'license': 'apache-2.0'}""");

        PreprocessSpec spec = of("""
                {'do_convert_rgb': null, 'do_normalize': true, 'do_rescale': true, 'do_resize': true,
                 'image_mean': [0.5, 0.5, 0.5], 'image_processor_type': 'ViTImageProcessor',
                 'image_std': [0.5, 0.5, 0.5], 'resample': 2, 'rescale_factor': 0.00392156862745098,
                 'size': {'height': 224, 'width': 224}}""");

        assertThat(spec)
                .isEqualTo(new PreprocessSpec(
                        new Resize.Stretch(SQUARE),
                        Interpolation.PILLOW_BILINEAR,
                        PixelFormat.RGB,
                        new Normalization(BYTE, HALF, HALF),
                        TensorLayout.NCHW,
                        DataType.FLOAT32));
        ModelSpec described = folder.spec();
        assertThat(described.labels()).contains(List.of("tench, Tinca tinca", "goldfish"));
        assertThat(described.license()).contains("apache-2.0");
        assertThat(described.text("problem_type")).contains("single_label_classification");
        assertThat(described.texts("architectures")).contains(List.of("ViTForImageClassification"));
        assertThat(settings(described.withInput(FLOAT_OPEN)))
                .containsEntry("image_mean", "[0.5,0.5,0.5] (sidecar preprocessor_config.json)")
                .containsEntry("layout", "\"NCHW\" (default)");
    }

    @Test
    void preprocessing_usesTheProcessorsDefaultsWhenAnOldFileIsSilent() {
        folder.with("config.json", "{'model_type': 'vit'}");

        PreprocessSpec spec = of("{'do_resize': true, 'size': 384}");

        assertThat(spec.resize()).isEqualTo(new Resize.Stretch(new ImageSize(384, 384)));
        assertThat(spec.interpolation()).isEqualTo(Interpolation.PILLOW_BILINEAR);
        assertThat(spec.normalization()).isEqualTo(new Normalization(BYTE, HALF, HALF));
    }

    @ParameterizedTest
    @CsvSource({
        "224, 0.875, 256",
        "224, 0.95, 235",
        "256, 0.875, 292",
        "'{\"shortest_edge\": 224}', 0.875, 256",
    })
    void preprocessing_cropsAsConvNextDoesBelow384(String size, String cropPct, int edge) {
        int crop = size.contains("256") ? 256 : 224;

        PreprocessSpec spec = of("{'feature_extractor_type': 'ConvNextFeatureExtractor', 'crop_pct': " + cropPct
                + ", 'do_normalize': true, 'do_resize': true, 'image_mean': [0.485, 0.456, 0.406],"
                + " 'image_std': [0.229, 0.224, 0.225], 'resample': 3, 'size': " + size + "}");

        assertThat(spec.resize()).isEqualTo(new Resize.ShortestEdge(edge, new ImageSize(crop, crop), true));
        assertThat(spec.interpolation()).isEqualTo(Interpolation.PILLOW_BICUBIC);
        assertThat(spec.normalization()).isEqualTo(new Normalization(BYTE, MEAN, STD));
    }

    @Test
    void preprocessing_stretchesAsConvNextDoesFrom384() {
        assertThat(of("{'image_processor_type': 'ConvNextImageProcessor', 'resample': 3, 'size': 384}")
                        .resize())
                .isEqualTo(new Resize.Stretch(new ImageSize(384, 384)));
    }

    @ParameterizedTest
    @CsvSource({
        "MobileNetV2ImageProcessor, 256",
        "CLIPImageProcessorFast, 224",
        "BitImageProcessorPil, 224",
        "LevitFeatureExtractor, 256",
        "PoolFormerImageProcessor, 248"
    })
    void preprocessing_cropsTheCentreByDefault(String type, int edge) {
        assertThat(of("{'image_processor_type': '" + type + "'}", FLOAT_224).resize())
                .isEqualTo(new Resize.ShortestEdge(edge, SQUARE, true));
    }

    @Test
    void preprocessing_stretchesAndCropsAsDeiTDoes() {
        PreprocessSpec spec = of("""
                {'feature_extractor_type': 'DeiTFeatureExtractor', 'size': 256, 'crop_size': 224, 'do_center_crop': true,
                 'image_mean': [0.485, 0.456, 0.406], 'image_std': [0.229, 0.224, 0.225], 'resample': 3}""");

        assertThat(spec.resize()).isEqualTo(new Resize.StretchCrop(new ImageSize(256, 256), SQUARE, true));
    }

    @Test
    void preprocessing_foldsEfficientNetsStepsIntoOneNormalisation() {
        String common = "'image_processor_type': 'EfficientNetImageProcessor', 'resample': 0, 'size': 224,"
                + " 'image_mean': [0.485, 0.456, 0.406], 'image_std': [0.5, 0.25, 0.2]";

        assertThat(of("{" + common + "}").normalization())
                .isEqualTo(new Normalization(BYTE, MEAN, new float[] {0.25f, 0.0625f, 0.04f}));
        Normalization offset = of("{" + common + ", 'include_top': false, 'rescale_offset': true,"
                        + " 'rescale_factor': 0.00784313725490196}")
                .normalization();
        assertThat(offset.apply(255, 0)).isEqualTo((2 - 1 - 0.485f) / 0.5f, within());
        assertThat(offset.apply(0, 2)).isEqualTo((-1 - 0.406f) / 0.2f, within());
        assertThatThrownBy(() -> of("{" + common + ", 'rescale_offset': true}"))
                .isInstanceOf(UnsupportedOptionException.class)
                .hasMessageContaining("rescale_offset");
    }

    private static Offset<Float> within() {
        return Offset.offset(1e-5f);
    }

    @Test
    void preprocessing_readsMobileViTAsBgrWithoutNormalisation() {
        PreprocessSpec spec =
                of("{'image_processor_type': 'MobileViTImageProcessor', 'resample': 2, 'size': 288, 'crop_size': 256}");

        assertThat(spec.color()).isEqualTo(PixelFormat.BGR);
        assertThat(spec.normalization()).isEqualTo(new Normalization(BYTE, new float[] {0}, new float[] {1}));
        assertThat(spec.resize()).isEqualTo(new Resize.ShortestEdge(288, new ImageSize(256, 256), true));
    }

    @Test
    void preprocessing_honoursStepsThatAreSwitchedOff() {
        assertThat(of("{'image_processor_type': 'ViTImageProcessor', 'do_rescale': false, 'do_normalize': false}")
                        .normalization()
                        .isIdentity())
                .isTrue();
    }

    @Test
    void preprocessing_letsOurKeysCorrectSingleValues() {
        folder.withOurs("'interpolation': 'opencv-linear', 'resize_mode': 'letterbox', 'size': 640, 'pad_value': 0");

        PreprocessSpec spec = of("""
                {'image_processor_type': 'YolosImageProcessor', 'do_pad': true,
                 'size': {'shortest_edge': 800, 'longest_edge': 1333}}""");

        assertThat(spec.resize()).isEqualTo(new Resize.Letterbox(new ImageSize(640, 640), 0, true, true, false));
        assertThat(spec.interpolation()).isEqualTo(Interpolation.OPENCV_LINEAR);
        assertThat(spec.normalization()).isEqualTo(new Normalization(BYTE, MEAN, STD));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'image_processor_type': 'SamImageProcessor' | SamImageProcessor | image_processor_type",
                "'image_processor_type': 'VitImageProcessor' | Did you mean ViTImageProcessor? | found VitImageProcessor",
                "'size': 224 | image_processor_type | found none",
                "'image_processor_type': 'ViTImageProcessor', 'do_flip': true | do_flip | may change pixels",
                "'image_processor_type': 'ViTImageProcessor', 'crop_pct': 0.9 | crop_pct | ViTImageProcessor",
                "'image_processor_type': 'ViTImageProcessor', 'do_resize': false | do_resize | resize_mode",
                "'image_processor_type': 'DetrImageProcessor' | longest_edge | another size",
                "'image_processor_type': 'CLIPImageProcessor', 'do_center_crop': false | do_center_crop | another size",
                "'image_processor_type': 'PvtImageProcessor' | resample | differs from one version",
                "'image_processor_type': 'BeitImageProcessor' | size | differs from one version",
                "'image_processor_type': 'ViTImageProcessor', 'resample': 9 | resample | 9",
                "'image_processor_type': 'ViTImageProcessor', 'size': 'big' | size | big",
                "'image_processor_type': 'ViTImageProcessor', 'do_normalize': 1 | do_normalize | true or false"
            })
    void preprocessing_refusesWhatItCannotReproduce(String keys, String one, String two) {
        assertThatThrownBy(() -> of("{" + keys + "}"))
                .isInstanceOfAny(UnsupportedOptionException.class, ModelFormatException.class)
                .hasMessageContaining(one)
                .hasMessageContaining(two)
                .hasMessageContaining("preprocessor_config.json");
    }

    @Test
    void preprocessing_refusesASizeThatTheTensorDoesNotHave() {
        assertThatThrownBy(() -> of("{'image_processor_type': 'ViTImageProcessor', 'size': 384}", FLOAT_224))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("[1, 3, 224, 224]")
                .hasMessageContaining("384")
                .hasMessageContaining("preprocessor_config.json");
    }

    @Test
    void preprocessing_refusesAHalfPrecisionModel() {
        assertThatThrownBy(
                        () -> of("{'image_processor_type': 'ViTImageProcessor'}", input(DataType.FLOAT16, 1, 3, 8, 8)))
                .hasMessageContaining("float16");
    }

    @Test
    void read_takesTheLicenceFromTheModelCard() {
        folder.with("README.md", "---\r\ntags:\r\n- vision\r\nlicense: \"apache-2.0\"\r\n---\r\nlicense: none\r\n");

        assertThat(folder.spec().license()).contains("apache-2.0");
        assertThat(folder.withOurs("'license': 'MIT'").spec(Map.of()).license()).contains("MIT");
    }

    @Test
    void read_takesTheNameOfAnUnlistedLicence() {
        folder.with("README.md", "---\nlicense: other\nlicense_name: our-terms\n---\n");

        assertThat(folder.spec().license()).contains("our-terms");
    }

    @Test
    void read_refusesLabelsWithAGap() {
        folder.with("config.json", "{'id2label': {'0': 'a', '2': 'c'}}");

        assertThatThrownBy(() -> folder.spec())
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("for 1");
    }
}
