package dev.visiontask.model;

import static dev.visiontask.model.FolderFixture.BYTES_224;
import static dev.visiontask.model.FolderFixture.FLOAT_224;
import static dev.visiontask.model.FolderFixture.FLOAT_OPEN;
import static dev.visiontask.model.FolderFixture.input;
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
import dev.visiontask.tensor.Shape;
import dev.visiontask.tensor.TensorInfo;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PreprocessingTest {
    private static final ImageSize SQUARE = new ImageSize(224, 224);

    @TempDir
    Path directory;

    private FolderFixture folder;

    @BeforeEach
    void prepare() {
        folder = new FolderFixture(directory).withModel();
    }

    private PreprocessSpec of(String keys, TensorInfo input) {
        return folder.withOurs(keys).spec().preprocessing(input);
    }

    @Test
    void preprocessing_needsNothingForAUint8Input() {
        assertThat(folder.spec().preprocessing(BYTES_224))
                .isEqualTo(new PreprocessSpec(
                        new Resize.Stretch(SQUARE),
                        Interpolation.PILLOW_BILINEAR,
                        PixelFormat.RGB,
                        Normalization.NONE,
                        TensorLayout.NHWC,
                        DataType.UINT8));
    }

    @Test
    void preprocessing_asksForTheNumbersOfAFloatInput() {
        folder.with("labels.txt", "a\nb\n");

        assertThatThrownBy(() -> folder.spec().preprocessing(FLOAT_224))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("input float32 [1, 3, 224, 224]")
                .hasMessageContaining("\"rescale_factor\"")
                .hasMessageContaining(directory.resolve("config.json").toString());
    }

    @Test
    void preprocessing_doesNotGuessTheFactorWhenOnlyMeanAndStdAreGiven() {
        assertThatThrownBy(() -> of("'image_mean': 0.5, 'image_std': 0.5", FLOAT_224))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("found no rescale_factor, image_mean = the number 0.5");
    }

    @Test
    void preprocessing_asksForTheSizeOfAnOpenInput() {
        assertThatThrownBy(() -> of("'rescale_factor': 1", FLOAT_OPEN))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("height and width open")
                .hasMessageContaining("\"size\": 224");
        assertThat(of("'rescale_factor': 1, 'size': {'height': 10, 'width': 20}", FLOAT_OPEN)
                        .resize())
                .isEqualTo(new Resize.Stretch(new ImageSize(20, 10)));
    }

    @Test
    void preprocessing_takesAnUndeclaredShapeAsNchw() {
        TensorInfo undeclared = new TensorInfo("data", DataType.FLOAT32, Shape.UNKNOWN);

        assertThat(of("'rescale_factor': 1, 'size': 8", undeclared).layout()).isEqualTo(TensorLayout.NCHW);
        assertThat(of("'rescale_factor': 1, 'size': 8, 'layout': 'NHWC'", undeclared)
                        .layout())
                .isEqualTo(TensorLayout.NHWC);
    }

    @ParameterizedTest
    @CsvSource({
        "'{\"size\": 256}', size = the number 256",
        "'{\"layout\": \"NHWC\"}', layout = the text \"NHWC\"",
        "'{\"color\": \"gray\"}', color = the text \"gray\"",
        "'{\"input_type\": \"uint8\"}', input_type = the text \"uint8\"",
        "'{\"image_mean\": [1, 2]}', image_mean = a list [1,2]",
        "'{\"image_std\": 0}', image_std = the number 0",
        "'{\"rescale_factor\": 0}', rescale_factor = the number 0",
        "'{\"size\": -1}', the number -1",
        "'{\"size\": {\"h\": 1}}', an object"
    })
    void preprocessing_namesBothSidesOfAContradiction(String keys, String found) {
        folder.with("config.json", "{'visiontask': " + keys + "}");
        Map<String, Object> numbers = keys.contains("rescale_factor") ? Map.of() : Map.of("rescale_factor", 1);

        assertThatThrownBy(() -> folder.spec(numbers).preprocessing(FLOAT_224))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining(found)
                .hasMessageContaining("sidecar config.json");
    }

    @Test
    void preprocessing_refusesTensorsThatAreNoPictures() {
        folder.withOurs("'rescale_factor': 1");

        assertThatThrownBy(() -> folder.spec().preprocessing(input(DataType.FLOAT32, 1, 3, 20, 75, 75)))
                .hasMessageContaining("rank 4");
        assertThatThrownBy(() -> folder.spec().preprocessing(input(DataType.FLOAT16, 1, 3, 8, 8)))
                .hasMessageContaining("float32 or uint8");
        assertThatThrownBy(() -> folder.spec().preprocessing(input(DataType.FLOAT32, 1, 4, 8, 8)))
                .hasMessageContaining("1 or 3 channels");
        assertThatThrownBy(() -> folder.spec().preprocessing(input(DataType.FLOAT32, 1, 3, 8, 3)))
                .hasMessageContaining("\"layout\"");
    }

    @Test
    void preprocessing_refusesNormalisationOfAUint8Input() {
        assertThatThrownBy(() -> of("'rescale_factor': '1/255'", BYTES_224))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("uint8");
    }

    @Test
    void preprocessing_readsOneChannelAsGray() {
        assertThat(of("'rescale_factor': 1", input(DataType.FLOAT32, 1, 1, 28, 28))
                        .color())
                .isEqualTo(PixelFormat.GRAY);
    }

    @ParameterizedTest
    @CsvSource({"1/255, 0.00392156862745098", "1/127.5, 0.00784313725490196", "0.5/1, 0.5"})
    void preprocessing_readsAFraction(String fraction, double value) {
        assertThat(of("'rescale_factor': '" + fraction + "'", FLOAT_224).normalization())
                .isEqualTo(new Normalization(value, new float[] {0}, new float[] {1}));
    }

    @Test
    void preprocessing_refusesTextThatIsNoFraction() {
        assertThatThrownBy(() -> of("'rescale_factor': '1/0'", FLOAT_224))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("fraction");
    }

    @Test
    void preprocessing_readsEachResizeMode() {
        assertThat(of("'rescale_factor': 1, 'resize_mode': 'shortest-edge', 'shortest_edge': 256", FLOAT_224)
                        .resize())
                .isEqualTo(new Resize.ShortestEdge(256, SQUARE));
        assertThat(of("'rescale_factor': 1, 'size': 256, 'crop_size': 224", FLOAT_224)
                        .resize())
                .isEqualTo(new Resize.StretchCrop(new ImageSize(256, 256), SQUARE, false));
        assertThat(of("'rescale_factor': 1, 'resize_mode': 'letterbox', 'pad_value': 114, 'scale_up': false", FLOAT_224)
                        .resize())
                .isEqualTo(new Resize.Letterbox(SQUARE, 114, true, false, false));
        assertThat(of("'rescale_factor': 1, 'resize_mode': 'fit-within', 'size': 960, 'size_multiple': 32", FLOAT_OPEN)
                        .resize())
                .isEqualTo(new Resize.FitWithin(new ImageSize(960, 960), 32, true));
    }

    @Test
    void preprocessing_readsLinesOfText() {
        String line = "'rescale_factor': 1, 'resize_mode': 'line-height', 'size': {'height': 48, 'width': 320}";
        assertThat(of(line + ", 'pad_value': 127.5", FLOAT_OPEN).resize())
                .isEqualTo(new Resize.LineHeight(48, 320, 8192, 127.5, true));
        assertThat(of(line + ", 'max_width': 640, 'resize_rounding': 'truncate'", FLOAT_OPEN)
                        .resize())
                .isEqualTo(new Resize.LineHeight(48, 320, 640, -1, false));
    }

    @Test
    void preprocessing_refusesLinesWithoutRoom() {
        String line = "'rescale_factor': 1, 'resize_mode': 'line-height', 'size': {'height': 48, 'width': 320}";
        assertThatThrownBy(() -> of(line + ", 'max_width': 100", FLOAT_OPEN)).hasMessageContaining("max_width");
        assertThatThrownBy(() -> of(line + ", 'pad_value': -1", FLOAT_OPEN)).hasMessageContaining("0 to 255");
    }

    @Test
    void preprocessing_readsTheRoundingOfFitWithin() {
        assertThat(of(
                                "'rescale_factor': 1, 'resize_mode': 'fit-within', 'size': 960, 'resize_rounding': 'truncate'",
                                FLOAT_OPEN)
                        .resize())
                .isEqualTo(new Resize.FitWithin(new ImageSize(960, 960), 1, true, true));
    }

    @Test
    void preprocessing_refusesFitWithinForAFixedInput() {
        assertThatThrownBy(() -> of("'rescale_factor': 1, 'resize_mode': 'fit-within', 'size': 224", FLOAT_224))
                .hasMessageContaining("open height or width");
    }

    @ParameterizedTest
    @CsvSource({
        "shortest-edge, crop_size, the key shortest_edge",
        "letterbox, size, the key pad_value",
        "fit-within, size_multiple, no key size"
    })
    void preprocessing_asksForWhatTheModeNeeds(String mode, String given, String missing) {
        String keys = "'rescale_factor': 1, '" + given + "': 9, 'resize_mode': '" + mode + "'";

        assertThatThrownBy(() -> of(keys, FLOAT_OPEN))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining(missing);
    }

    @Test
    void preprocessing_refusesAKeyOfAnotherMode() {
        assertThatThrownBy(() -> of("'rescale_factor': 1, 'pad_value': 114", FLOAT_224))
                .isInstanceOf(UnsupportedOptionException.class)
                .hasMessageContaining("pad_value = the number 114")
                .hasMessageContaining("letterbox");
    }

    @Test
    void preprocessing_dropsTheKeysOfAWeakerModeWhenTheBuilderSaysAnother() {
        folder.withOurs("'rescale_factor': 1, 'resize_mode': 'letterbox', 'pad_value': 114");

        ModelSpec spec = folder.spec(Map.of("resize_mode", "stretch"));

        assertThat(spec.preprocessing(FLOAT_224).resize()).isEqualTo(new Resize.Stretch(SQUARE));
        assertThat(spec.withInput(FLOAT_224).origin("pad_value")).isEmpty();
    }

    @Test
    void preprocessing_suggestsTheNearestNameOfAChoice() {
        assertThatThrownBy(() -> of("'rescale_factor': 1, 'interpolation': 'pillow-bilnear'", FLOAT_224))
                .isInstanceOf(UnsupportedOptionException.class)
                .hasMessageContaining("Did you mean pillow-bilinear?");
        assertThatThrownBy(() -> of("'rescale_factor': 1, 'resize_mode': 'leterbox'", FLOAT_224))
                .hasMessageContaining("Did you mean letterbox?");
    }
}
