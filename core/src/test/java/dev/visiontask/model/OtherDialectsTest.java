package dev.visiontask.model;

import static dev.visiontask.model.FolderFixture.FLOAT_224;
import static dev.visiontask.model.FolderFixture.FLOAT_OPEN;
import static dev.visiontask.model.FolderFixture.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visiontask.ImageSize;
import dev.visiontask.ModelFormatException;
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
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OtherDialectsTest {
    private static final TensorInfo UNDECLARED = new TensorInfo("data", DataType.FLOAT32, Shape.UNKNOWN);

    @TempDir
    Path directory;

    private FolderFixture onnx() {
        return new FolderFixture(directory).withModel();
    }

    private FolderFixture mxnet(String nodes) {
        return new FolderFixture(directory).with("net-symbol.json", "{'nodes': [" + nodes + "]}");
    }

    @Test
    void timm_becomesItsEvaluationTransform() {
        FolderFixture folder = onnx().with("config.json", """
                {'architecture': 'resnet50', 'num_classes': 2, 'label_names': ['n01440764', 'n01443537'],
                 'label_descriptions': {'n01440764': 'tench', 'n01443537': 'goldfish'},
                 'pretrained_cfg': {'input_size': [3, 224, 224], 'interpolation': 'bicubic', 'crop_pct': 0.95,
                   'crop_mode': 'center', 'mean': [0.5, 0.5, 0.5], 'std': [0.25, 0.25, 0.25], 'license': 'apache-2.0'}}""");

        PreprocessSpec spec = folder.spec().preprocessing(FLOAT_OPEN);

        assertThat(spec.resize()).isEqualTo(new Resize.ShortestEdge(235, new ImageSize(224, 224)));
        assertThat(spec.interpolation()).isEqualTo(Interpolation.PILLOW_BICUBIC);
        assertThat(spec.normalization())
                .isEqualTo(new Normalization(
                        1 / 255.0, new float[] {0.5f, 0.5f, 0.5f}, new float[] {0.25f, 0.25f, 0.25f}));
        assertThat(folder.spec().labels()).contains(List.of("tench", "goldfish"));
        assertThat(folder.spec().license()).contains("apache-2.0");
        assertThat(settings(folder.spec()))
                .containsKey("shortest_edge")
                .containsEntry("shortest_edge", "235 (sidecar config.json pretrained_cfg)");
    }

    @Test
    void timm_squashStretchesAndCrops() {
        FolderFixture folder = onnx().with(
                        "config.json",
                        "{'pretrained_cfg': {'input_size': [3, 224, 224], 'crop_mode': 'squash', 'crop_pct': 0.95}}");

        assertThat(folder.spec().preprocessing(FLOAT_224).resize())
                .isEqualTo(new Resize.StretchCrop(new ImageSize(235, 235), new ImageSize(224, 224), false));
    }

    @Test
    void timm_refusesWhatHasNoMode() {
        FolderFixture folder =
                onnx().with("config.json", "{'pretrained_cfg': {'input_size': [3, 224, 224], 'crop_mode': 'border'}}");

        assertThatThrownBy(() -> folder.spec())
                .isInstanceOf(UnsupportedOptionException.class)
                .hasMessageContaining("border");
    }

    @ParameterizedTest
    @CsvSource({"labels.txt", "classes.txt", "names.txt", "synset.txt"})
    void labels_areReadFromEachUsualFile(String name) {
        assertThat(onnx().with(name, "\uFEFFcat\r\n dog \r\n\r\n\r\n").spec().labels())
                .contains(List.of("cat", "dog"));
    }

    @Test
    void labels_loseTheirWordNetIdsOnlyWhenEveryLineHasOne() {
        assertThat(onnx().with("synset.txt", "n01440764 tench, Tinca tinca\nn01443537 goldfish\n")
                        .spec()
                        .labels())
                .contains(List.of("tench, Tinca tinca", "goldfish"));
        assertThat(onnx().with("synset.txt", "background\nn01443537 goldfish\n")
                        .spec()
                        .labels())
                .contains(List.of("background", "n01443537 goldfish"));
    }

    @Test
    void labels_keepABlankThatIsALabel() {
        assertThat(onnx().with("labels.txt", "a\n \nb\n").spec().labels()).contains(List.of("a", " ", "b"));
    }

    @Test
    void labels_preferAFileToPlaceholders() {
        FolderFixture folder = onnx().with("config.json", "{'id2label': {'0': 'LABEL_0', '1': 'LABEL_1'}}")
                .with("labels.txt", "a\nb");

        assertThat(folder.spec().labels()).contains(List.of("a", "b"));
    }

    @Test
    void labels_thatDisagreeAreAnErrorUntilOneIsNamed() {
        FolderFixture folder =
                onnx().with("config.json", "{'id2label': {'0': 'a', '1': 'b'}}").with("labels.txt", "a\nc");

        assertThatThrownBy(() -> folder.spec())
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("label 1 is \"b\" in config.json and \"c\" in labels.txt");
        assertThat(folder.spec(Map.of("labels_file", "labels.txt")).labels()).contains(List.of("a", "c"));
        assertThat(folder.spec(Map.of("labels", List.of("x", "y"))).labels()).contains(List.of("x", "y"));
    }

    @Test
    void labels_ofTheBuilderBeatTheSidecarsFile() {
        FolderFixture folder = onnx().withOurs("'labels_file': 'coco.names'").with("coco.names", "person\n");

        assertThat(folder.spec().labels()).contains(List.of("person"));
        assertThat(folder.spec(Map.of("labels", List.of("x"))).labels()).contains(List.of("x"));
    }

    @Test
    void labels_refuseAMissingFileAndOneOutsideTheFolder() {
        assertThatThrownBy(() -> onnx().withOurs("'labels_file': 'coco.name'")
                        .with("coco.names", "a")
                        .spec())
                .hasMessageContaining("Did you mean coco.names?");
        assertThatThrownBy(() -> onnx().withOurs("'labels_file': '/etc/passwd'").spec())
                .hasMessageContaining("/etc/passwd");
        assertThatThrownBy(() -> onnx().withOurs("").with("labels.txt", "\n\n").spec())
                .isInstanceOf(ModelFormatException.class);
    }

    @Test
    void mxnet_takesGluonCvsPreprocessingFromTheGraph() {
        FolderFixture folder = mxnet("""
                {'op': 'null', 'name': 'data', 'inputs': []}, {'op': 'null', 'name': 'pre_init_mean', 'inputs': []},
                {'op': 'broadcast_sub', 'name': 'pre_minus0', 'inputs': [[0, 0, 0], [1, 0, 0]]},
                {'op': 'null', 'name': 'pre_init_scale', 'inputs': []},
                {'op': 'broadcast_div', 'name': 'pre_div0', 'inputs': [[2, 0, 0], [3, 0, 0]]},
                {'op': 'transpose', 'name': 'pre_t0', 'inputs': [[4, 0, 0]], 'attrs': {'axes': '(0, 3, 1, 2)'}},
                {'op': 'Convolution', 'name': 'conv0', 'inputs': [[5, 0, 0]]}""");

        ModelSpec spec = folder.withOurs("'size': 224").spec();

        assertThat(spec.preprocessing(UNDECLARED).normalization()).isEqualTo(Normalization.NONE);
        assertThat(spec.preprocessing(UNDECLARED).layout()).isEqualTo(TensorLayout.NHWC);
        assertThat(settings(spec))
                .containsEntry("rescale_factor", "1 (in-file net-symbol.json, node pre_minus0)")
                .containsEntry("layout", "\"NHWC\" (in-file net-symbol.json)");
        assertThatThrownBy(() -> folder.withOurs("'rescale_factor': '1/255'").spec())
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("must not happen twice")
                .hasMessageContaining("pre_minus0")
                .hasMessageContaining("rescale_factor");
    }

    @Test
    void mxnet_takesScalarsInTheGraphOfOldFiles() {
        FolderFixture folder = mxnet("""
                {'op': 'null', 'name': 'data', 'inputs': []}, {'op': '_copy', 'name': 'id', 'inputs': [[0, 0]]},
                {'op': '_minus_scalar', 'name': 'minus', 'param': {'scalar': '127.5'}, 'inputs': [[1, 0]]},
                {'op': '_mul_scalar', 'name': 'mul', 'param': {'scalar': '0.0078125'}, 'inputs': [[2, 0]]},
                {'op': 'Convolution', 'name': 'conv0', 'inputs': [[3, 0]]}""");

        assertThat(settings(folder.spec())).containsEntry("rescale_factor", "1 (in-file net-symbol.json, node mul)");
    }

    @Test
    void mxnet_doesNotTakeAStepThatUndoesANormalisationForOne() {
        FolderFixture folder = mxnet("""
                {'op': 'null', 'name': 'data', 'inputs': []}, {'op': 'null', 'name': 'init_scale', 'inputs': []},
                {'op': 'broadcast_mul', 'name': 'mul', 'inputs': [[0, 0, 0], [1, 0, 0]]},
                {'op': 'null', 'name': 'init_mean', 'inputs': []},
                {'op': 'broadcast_add', 'name': 'add', 'inputs': [[2, 0, 0], [3, 0, 0]]}""");

        assertThat(folder.spec().origin("rescale_factor")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"{'nodes': 1}", "{'nodes': [1]}", "{'nodes': [{'op': 'null'}, {'inputs': [[99]]}]}", "{"})
    void mxnet_refusesABrokenSymbol(String symbol) {
        FolderFixture folder = new FolderFixture(directory).with("net-symbol.json", symbol.replace("''", "'"));

        assertThatThrownBy(() -> folder.spec())
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("net-symbol.json");
    }

    @Test
    void metadata_givesLabelsSizeAndLicenceOfUltralytics() {
        ModelSpec spec = onnx().withOurs("'rescale_factor': '1/255', 'resize_mode': 'letterbox', 'pad_value': 114")
                .spec()
                .withInFile(Map.of(
                        "names", "{0: 'person', 1: \"driver's seat\", 2: 'it\\'s'}",
                        "imgsz", "[480, 640]",
                        "task", "detect",
                        "stride", "32",
                        "license", "AGPL-3.0 License (https://ultralytics.com/license)"));

        assertThat(spec.labels()).contains(List.of("person", "driver's seat", "it's"));
        assertThat(spec.license().orElseThrow()).startsWith("AGPL-3.0");
        assertThat(spec.preprocessing(FLOAT_OPEN).resize())
                .isEqualTo(new Resize.Letterbox(new ImageSize(640, 480), 114, true, true, false));
        assertThat(settings(spec)).containsEntry("size", "{\"height\":480,\"width\":640} (in-file metadata imgsz)");
        assertThat(spec.text("task")).isEmpty();
    }

    @Test
    void metadata_isWeakerThanASidecarAndReadsOurKeys() {
        ModelSpec spec = onnx().withOurs("'color': 'rgb'")
                .spec()
                .withInFile(Map.of(
                        "visiontask.color",
                        "bgr",
                        "visiontask.image_mean",
                        "[1, 2, 3]",
                        "visiontask.rescale_factor",
                        "1",
                        "model_info labels",
                        "hot_dog cat"));

        assertThat(spec.text("color")).contains("rgb");
        assertThat(spec.numbers("image_mean")).contains(List.of(1.0, 2.0, 3.0));
        assertThat(spec.labels()).contains(List.of("hot dog", "cat"));
    }

    @Test
    void metadata_refusesAnUnknownKeyOfOurs() {
        assertThatThrownBy(() -> onnx().spec().withInFile(Map.of("visiontask.colour", "bgr")))
                .isInstanceOf(UnsupportedOptionException.class)
                .hasMessageContaining("Did you mean color?");
    }

    @Test
    void serving_refusesPixelArgumentsThatWouldBeLost() {
        FolderFixture folder = onnx().with("serving.properties", "engine=MXNet\noption.width=224\nnormalize=true\n");

        assertThatThrownBy(() -> folder.spec())
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("normalize=true, option.width=224");
        assertThat(folder.withOurs("'rescale_factor': 1").spec().number("rescale_factor"))
                .hasValue(1);
    }
}
