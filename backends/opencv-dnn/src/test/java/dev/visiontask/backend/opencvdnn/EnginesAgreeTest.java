package dev.visiontask.backend.opencvdnn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visiontask.ModelFormatException;
import dev.visiontask.backend.Backend;
import dev.visiontask.backend.BackendOptions;
import dev.visiontask.backend.LoadedModel;
import dev.visiontask.backend.ModelFile;
import dev.visiontask.backend.ModelFormat;
import dev.visiontask.backend.Session;
import dev.visiontask.backend.onnxruntime.OnnxRuntimeBackend;
import dev.visiontask.tensor.Shape;
import dev.visiontask.tensor.Tensor;
import dev.visiontask.testkit.TestData;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * OpenCV reads other people's files by guesswork here and there; ONNX Runtime says what the right answer is. Errors are
 * relative above 1; YOLOX's are larger because its decoded outputs are, and OpenCV's Winograd convolutions round.
 */
class EnginesAgreeTest {
    private static final Backend OPENCV = new OpenCvDnnBackend();
    private static final Backend REFERENCE = new OnnxRuntimeBackend();

    private static LoadedModel load(Backend backend, String name) {
        ModelFile file = new ModelFile(ModelFormat.ONNX, TestData.path("models/" + name + "/model.onnx"));
        return backend.load(file, BackendOptions.DEFAULT);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            classification/mobilenetv2_f32 | 1e-4 | 1 3 224 224
            moderation/nsfwjs_mobilenet_v2 | 1e-4 | 1 3 224 224, 3 3 224 224, 1 3 224 224
            detection/yolox_nano | 1e-3 | 1 3 416 416
            detection/nanodet_m_416 | 1e-4 | 1 3 416 416
            detection/face_rfb320 | 1e-4 | 1 3 240 320
            segmentation/deeplabv3_mnv2_voc_513 | 1e-4 | 1 3 513 513
            text/ppocrv3_det | 1e-4 | 1 3 320 320, 1 3 160 480, 2 3 160 480, 1 3 320 320
            text/ppocr_cls_v2 | 1e-4 | 1 3 48 192, 2 3 48 192
            text/lprnet_plate_rec | 1e-4 | 1 3 24 94
            activity/lrcn_ucf50_4 | 1e-4 | 1 3 20 75 75
            """)
    void run_equalsOnnxRuntime(String name, double tolerance, String shapes) {
        try (LoadedModel model = load(OPENCV, name);
                LoadedModel reference = load(REFERENCE, name);
                Session session = model.newSession();
                Session referenceSession = reference.newSession()) {
            assertThat(model.inputs()).isEqualTo(reference.inputs());
            assertThat(model.outputs()).hasToString(reference.outputs().toString());
            assertThat(model.metadata()).isEqualTo(reference.metadata());
            for (String text : shapes.split(", ", -1)) {
                Shape shape = Shape.of(Arrays.stream(text.split(" ", -1))
                        .mapToLong(Long::parseLong)
                        .toArray());
                String input = model.inputs().get(0).name();
                fill(session.input(input, shape));
                fill(referenceSession.input(input, shape));

                assertClose(shape, session.run(), referenceSession.run(), tolerance);
            }
        }
    }

    private static void fill(Tensor tensor) {
        Random random = new Random(5);
        for (int i = 0; i < tensor.floats().capacity(); i++) {
            tensor.floats().put(i, random.nextFloat() * 2 - 1);
        }
    }

    private static void assertClose(Shape input, List<Tensor> found, List<Tensor> expected, double tolerance) {
        for (int k = 0; k < expected.size(); k++) {
            assertThat(found.get(k).shape()).isEqualTo(expected.get(k).shape());
            double worst = 0;
            for (int i = 0; i < expected.get(k).floats().capacity(); i++) {
                float right = expected.get(k).floats().get(i);
                double error = Math.abs(found.get(k).floats().get(i) - right) / Math.max(1, Math.abs(right));
                worst = Math.max(worst, Double.isNaN(error) ? Double.MAX_VALUE : error);
            }
            assertThat(worst).as("%s for the input %s", expected.get(k), input).isLessThan(tolerance);
        }
    }

    /** OpenCV 4.9 rounds otherwise in its integer kernels. */
    @Test
    void run_agreesOnMostScoresOfAQuantisedModel() {
        String name = "classification/mobilenetv2_int8_qdq";
        try (LoadedModel model = load(OPENCV, name);
                LoadedModel reference = load(REFERENCE, name);
                Session session = model.newSession();
                Session referenceSession = reference.newSession()) {
            Shape shape = Shape.of(1, 224, 224, 3);
            Tensor input = session.input("input", shape);
            for (int i = 0; i < input.bytes().capacity(); i++) {
                int x = i / 3 % 224;
                int y = i / 3 / 224;
                input.bytes().put(i, (byte) (Math.hypot(x - 112, y - 112) < 70 ? 200 - 40 * (i % 3) : x / 2 + y / 4));
            }
            referenceSession
                    .input("input", shape)
                    .bytes()
                    .put(0, input.bytes(), 0, input.bytes().capacity());

            Tensor found = session.run().get(0);
            Tensor expected = referenceSession.run().get(0);

            assertThat(found.info()).isEqualTo(expected.info());
            int near = 0;
            for (int i = 0; i < 1001; i++) {
                int error = Math.abs(Byte.toUnsignedInt(found.bytes().get(i))
                        - Byte.toUnsignedInt(expected.bytes().get(i)));
                near += error <= 1 ? 1 : 0;
            }
            assertThat(near).as("scores within one step").isGreaterThan(980);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"detection/ssd_mobilenet_v1_coco", "text/crnn_lite_rec"})
    void load_refusesWhatOpenCvCannotRead(String name) {
        assertThatThrownBy(() -> load(OPENCV, name))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("model.onnx")
                .hasMessageContaining("onnxruntime");
    }
}
