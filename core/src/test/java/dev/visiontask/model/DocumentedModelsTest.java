package dev.visiontask.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visiontask.ImageSize;
import dev.visiontask.PixelFormat;
import dev.visiontask.TestData;
import dev.visiontask.preprocess.Interpolation;
import dev.visiontask.preprocess.Normalization;
import dev.visiontask.preprocess.PreprocessSpec;
import dev.visiontask.preprocess.Resize;
import dev.visiontask.preprocess.TensorLayout;
import dev.visiontask.tensor.DataType;
import dev.visiontask.tensor.Shape;
import dev.visiontask.tensor.TensorInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The examples of {@code docs/models.md} describe the models of the test data as its catalogue does. */
class DocumentedModelsTest {
    private static final float[] MEAN = {0.485f, 0.456f, 0.406f};
    private static final float[] STD = {0.229f, 0.224f, 0.225f};

    @TempDir
    Path directory;

    static Stream<Arguments> models() {
        Normalization by128 = new Normalization(1, new float[] {128}, new float[] {128});
        Normalization by1275 = new Normalization(1, new float[] {127.5f}, new float[] {128});
        Normalization toOne = new Normalization(1 / 255.0, new float[] {0}, new float[] {1});
        TensorInfo mxnet = new TensorInfo("data", DataType.FLOAT32, Shape.UNKNOWN);
        return Stream.of(
                model("classification/mobilenetv2_f32", 1001, floats(1, 3, 224, 224), rgb(stretch(224, 224), by128)),
                model("classification/mobilenetv2_mxnet", 1001, mxnet, rgb(stretch(224, 224), by128)),
                model(
                        "classification/mobilenetv2_int8_qdq",
                        1001,
                        new TensorInfo("input", DataType.UINT8, Shape.of(1, 224, 224, 3)),
                        bytes(stretch(224, 224))),
                model(
                        "moderation/nsfwjs_mobilenet_v2",
                        5,
                        floats(-1, 3, 224, 224),
                        new PreprocessSpec(
                                stretch(224, 224),
                                Interpolation.PILLOW_BILINEAR,
                                PixelFormat.RGB,
                                toOne,
                                TensorLayout.NCHW,
                                DataType.FLOAT32)),
                model(
                        "detection/yolox_nano",
                        80,
                        floats(1, 3, 416, 416),
                        bgr(new Resize.Letterbox(new ImageSize(416, 416), 114, false, true, true), Normalization.NONE)),
                model(
                        "detection/nanodet_m_416",
                        80,
                        floats(1, 3, 416, 416),
                        bgr(
                                new Resize.Letterbox(new ImageSize(416, 416), 0, true, true, true),
                                new Normalization(1, new float[] {103.53f, 116.28f, 123.675f}, new float[] {
                                    57.375f, 57.12f, 58.395f
                                }))),
                model(
                        "detection/ssd_mobilenet_v1_coco",
                        90,
                        new TensorInfo("x", DataType.UINT8, Shape.of(1, 300, 300, 3)),
                        bytes(stretch(300, 300))),
                model(
                        "detection/face_rfb320",
                        2,
                        floats(1, 3, 240, 320),
                        rgb(stretch(320, 240), new Normalization(1, new float[] {127}, new float[] {128}))),
                model("detection/face_mtcnn_mxnet", 0, mxnet, rgb(stretch(24, 24), by1275)),
                model("segmentation/deeplabv3_mnv2_voc_513", 21, floats(1, 3, 513, 513), rgb(stretch(513, 513), by128)),
                model(
                        "text/ppocrv3_det",
                        0,
                        floats(-1, 3, -1, -1),
                        bgr(
                                new Resize.FitWithin(new ImageSize(960, 960), 32, false),
                                new Normalization(1 / 255.0, MEAN, STD))),
                model(
                        "text/ppocr_cls_v2",
                        2,
                        floats(-1, 3, 48, 192),
                        bgr(
                                new Resize.Letterbox(new ImageSize(192, 48), 127, false, true, false),
                                new Normalization(1 / 255.0, new float[] {0.5f}, new float[] {0.5f}))),
                model(
                        "text/crnn_lite_rec",
                        5531,
                        floats(1, 3, 32, -1),
                        rgb(
                                new Resize.FitWithin(new ImageSize(4096, 32), 1, true),
                                new Normalization(1, new float[] {127.5f}, new float[] {127.5f}))),
                model("text/lprnet_plate_rec", 68, floats(1, 3, 24, 94), bgr(stretch(94, 24), by1275)),
                model("activity/lrcn_ucf50_4", 4, floats(20, 3, 75, 75), bgr(stretch(75, 75), toOne)));
    }

    private static Arguments model(String path, int labels, TensorInfo input, PreprocessSpec expected) {
        return Arguments.of(path, labels, input, expected);
    }

    private static TensorInfo floats(long... dims) {
        return new TensorInfo("input", DataType.FLOAT32, Shape.of(dims));
    }

    private static Resize stretch(int width, int height) {
        return new Resize.Stretch(new ImageSize(width, height));
    }

    private static PreprocessSpec rgb(Resize resize, Normalization normalization) {
        return spec(resize, PixelFormat.RGB, normalization, TensorLayout.NCHW, DataType.FLOAT32);
    }

    private static PreprocessSpec bgr(Resize resize, Normalization normalization) {
        return spec(resize, PixelFormat.BGR, normalization, TensorLayout.NCHW, DataType.FLOAT32);
    }

    private static PreprocessSpec bytes(Resize resize) {
        return spec(resize, PixelFormat.RGB, Normalization.NONE, TensorLayout.NHWC, DataType.UINT8);
    }

    private static PreprocessSpec spec(
            Resize resize, PixelFormat color, Normalization normalization, TensorLayout layout, DataType type) {
        return new PreprocessSpec(resize, Interpolation.OPENCV_LINEAR, color, normalization, layout, type);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("models")
    void preprocessing_isTheCataloguesWhenDescribedAsInTheDocs(
            String path, int labels, TensorInfo input, PreprocessSpec expected) throws IOException {
        Path source = TestData.path("models/" + path);
        copy(source);
        Files.writeString(directory.resolve("config.json"), documented(path.substring(path.indexOf('/') + 1)));

        ModelSpec spec = new FolderFixture(directory).specWithKeys(taskKeys());

        assertThat(spec.preprocessing(input)).isEqualTo(expected);
        assertThat(spec.labels().map(list -> list.size()).orElse(0)).isEqualTo(labels);
        assertThat(spec.license()).isPresent();
        assertThat(spec.withInput(input).settings())
                .noneMatch(setting -> setting.value().isEmpty());
    }

    private void copy(Path source) throws IOException {
        try (Stream<Path> files = Files.list(source)) {
            for (Path file : files.toList()) {
                Files.copy(file, directory.resolve(file.getFileName()));
            }
        }
    }

    /** The first column of the tables "Keys of image classification" and so on. */
    private static Set<String> taskKeys() throws IOException {
        Set<String> keys = new HashSet<>();
        boolean ofTask = false;
        for (String line : docs().lines().toList()) {
            if (line.startsWith("## ")) {
                ofTask = line.startsWith("## Keys of ") && !line.equals("## Keys of every model");
            } else if (ofTask && line.startsWith("| `")) {
                Matcher names = Pattern.compile("`([a-z_]+)`").matcher(line.substring(0, line.indexOf(" | ")));
                while (names.find()) {
                    keys.add(names.group(1));
                }
            }
        }
        return keys;
    }

    private static String docs() throws IOException {
        return Files.readString(
                Path.of("").toAbsolutePath().resolve("../docs/models.md").normalize());
    }

    /** The first JSON block under the heading {@code ### name}. */
    private static String documented(String name) throws IOException {
        String text = docs();
        int heading = text.indexOf("\n### " + name + "\n");
        assertThat(heading).as("heading of %s in docs/models.md", name).isPositive();
        int start = text.indexOf("```json\n", heading) + "```json\n".length();
        return text.substring(start, text.indexOf("```", start));
    }
}
