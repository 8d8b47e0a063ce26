package dev.visiontask.backend.onnxruntime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.visiontask.backend.BackendOptions;
import dev.visiontask.backend.LoadedModel;
import dev.visiontask.backend.ModelFile;
import dev.visiontask.backend.ModelFormat;
import dev.visiontask.backend.Session;
import dev.visiontask.tensor.Shape;
import dev.visiontask.tensor.Tensor;
import dev.visiontask.tensor.TensorInfo;
import dev.visiontask.testkit.HeapCost;
import dev.visiontask.testkit.ResidentMemory;
import dev.visiontask.testkit.TestData;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OnnxRuntimeModelsTest {
    private static final String MOBILENET = "classification/mobilenetv2_f32";
    private static final BackendOptions TWO_SESSIONS = new BackendOptions("cpu", 1, 2, Map.of());

    private static LoadedModel load(String name, BackendOptions options) {
        ModelFile file = new ModelFile(ModelFormat.ONNX, TestData.path("models/" + name + "/model.onnx"));
        return new OnnxRuntimeBackend().load(file, options);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            classification/mobilenetv2_f32 | input float32 [1, 3, 224, 224] | 1
            classification/mobilenetv2_int8_qdq | input uint8 [1, 224, 224, 3] | 1
            moderation/nsfwjs_mobilenet_v2 | input float32 [?, 3, 224, 224] | 1
            detection/yolox_nano | images float32 [1, 3, 416, 416] | 1
            detection/nanodet_m_416 | input.1 float32 [1, 3, 416, 416] | 6
            detection/ssd_mobilenet_v1_coco | normalized_input_image_tensor uint8 [1, 300, 300, 3] | 4
            detection/face_rfb320 | input float32 [1, 3, 240, 320] | 2
            segmentation/deeplabv3_mnv2_voc_513 | input float32 [1, 3, 513, 513] | 1
            text/ppocrv3_det | x float32 [?, 3, ?, ?] | 1
            text/ppocr_cls_v2 | x float32 [?, 3, ?, ?] | 1
            text/crnn_lite_rec | input float32 [1, 3, 32, ?] | 1
            text/lprnet_plate_rec | input float32 [1, 3, 24, 94] | 1
            activity/lrcn_ucf50_4 | clip float32 [1, 3, 20, 75, 75] | 1
            """)
    void load_reportsTheTensorsThatACallerGives(String name, String input, int outputs) {
        try (LoadedModel model = load(name, BackendOptions.DEFAULT);
                Session session = model.newSession()) {
            assertThat(model.inputs()).hasToString("[" + input + "]");
            assertThat(model.outputs()).hasSize(outputs);

            session.input(model.inputs().get(0).name(), smallest(model.inputs().get(0)));
            for (int i = 0; i < 2; i++) {
                List<Tensor> results = session.run();
                for (int k = 0; k < outputs; k++) {
                    TensorInfo declared = model.outputs().get(k);
                    assertThat(results.get(k).name()).isEqualTo(declared.name());
                    assertThat(results.get(k).type()).isEqualTo(declared.type());
                }
            }
        }
    }

    private static Shape smallest(TensorInfo input) {
        long[] dims = input.shape().toArray();
        for (int i = 0; i < dims.length; i++) {
            if (dims[i] == Shape.DYNAMIC) {
                dims[i] = i == 0 ? 1 : 64;
            }
        }
        return Shape.of(dims);
    }

    @Test
    void run_givesOneAnswerWhicheverThreadAsks() {
        try (LoadedModel model = load(MOBILENET, TWO_SESSIONS)) {
            float[] expected = probabilities(model, 1);
            List<CompletableFuture<float[]>> answers = IntStream.range(0, 2)
                    .mapToObj(i -> CompletableFuture.supplyAsync(() -> probabilities(model, 20)))
                    .toList();

            for (CompletableFuture<float[]> answer : answers) {
                assertThat(answer.join()).containsExactly(expected);
            }
            assertThat(IntStream.range(0, expected.length)
                            .mapToDouble(i -> expected[i])
                            .sum())
                    .isCloseTo(1, within(1e-4));
        }
    }

    private static float[] probabilities(LoadedModel model, int runs) {
        try (Session session = model.newSession()) {
            Tensor input = session.input("input", Shape.of(1, 3, 224, 224));
            for (int i = 0; i < input.floats().capacity(); i++) {
                input.floats().put(i, (i * 31 % 255 - 128) / 128f);
            }
            for (int i = 1; i < runs; i++) {
                session.run();
            }
            float[] result = new float[1001];
            session.run().get(0).floats().get(0, result);
            return result;
        }
    }

    /** Version 1.23 gave another answer at every other run on CPUs with AMX, as soon as there were two threads. */
    @Test
    void run_givesOneAnswerOfAQuantisedModelWithAnyNumberOfThreads() {
        Set<List<Byte>> answers = new HashSet<>();
        for (int threads = 1; threads <= 2; threads++) {
            BackendOptions options = new BackendOptions("cpu", threads, 1, Map.of());
            try (LoadedModel model = load("classification/mobilenetv2_int8_qdq", options);
                    Session session = model.newSession()) {
                Tensor input = session.input("input", Shape.of(1, 224, 224, 3));
                for (int i = 0; i < input.bytes().capacity(); i++) {
                    input.bytes().put(i, (byte) (i / 3 % 224 * (i % 3 + 1) + i / 672));
                }
                for (int run = 0; run < 10; run++) {
                    Tensor scores = session.run().get(0);
                    answers.add(IntStream.range(0, 1001)
                            .mapToObj(i -> scores.bytes().get(i))
                            .toList());
                }
            }
        }
        assertThat(answers).hasSize(1);
    }

    @Test
    void run_makesLittleGarbageOnARealModel() {
        try (LoadedModel model = load("detection/face_rfb320", BackendOptions.DEFAULT);
                Session session = model.newSession()) {
            session.input("input", Shape.of(1, 3, 240, 320));

            assertThat(HeapCost.perCall(session::run)).isLessThan(8_000);
        }
    }

    @Test
    void load_leaksNoWeights() {
        Runnable loadAndRun = () -> {
            try (LoadedModel model = load(MOBILENET, BackendOptions.DEFAULT);
                    Session session = model.newSession()) {
                session.input("input", Shape.of(1, 3, 224, 224));
                session.run();
            }
        };
        // The weights are 14 MB.
        ResidentMemory.assertGrowthBelow(40 << 20, 8, loadAndRun);
    }
}
