package dev.visiontask.backend.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.visiontask.backend.BackendOptions;
import dev.visiontask.backend.LoadedModel;
import dev.visiontask.backend.ModelFile;
import dev.visiontask.backend.ModelFormat;
import dev.visiontask.backend.Session;
import dev.visiontask.image.OpenCvLibrary;
import dev.visiontask.tensor.Shape;
import dev.visiontask.tensor.Tensor;
import dev.visiontask.tensor.TensorInfo;
import dev.visiontask.testkit.TestData;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opencv.core.Mat;
import org.opencv.core.Rect;
import org.opencv.core.Size;
import org.opencv.imgcodecs.Imgcodecs;
import org.opencv.imgproc.Imgproc;

/** Real models on real pictures, prepared by OpenCV alone, against answers from Python. */
class MxnetRealModelsTest {
    private static final String MOBILENET = "models/classification/mobilenetv2_mxnet/mobilenetv2-symbol.json";

    @ParameterizedTest
    @ValueSource(strings = {"true", "false"})
    void mobilenet_givesTheGoldenScores(String fuse) throws IOException {
        Path symbol = TestData.path(MOBILENET);
        JsonObject golden = json("goldens/classification/mobilenetv2_mxnet.json");
        int pictures = 0;
        BackendOptions options = new BackendOptions("cpu", 2, 1, Map.of("fuse", fuse));
        try (LoadedModel model = new MxnetBackend().load(new ModelFile(ModelFormat.MXNET, symbol), options);
                Session session = model.newSession()) {
            for (JsonElement element : golden.getAsJsonArray("results")) {
                JsonObject result = element.getAsJsonObject();
                String image = result.get("image").getAsString();
                if (image.contains("preprocess/sources")) {
                    Tensor input = session.input("data", Shape.of(1, 3, 224, 224));
                    fill(input.floats(), 0, image, null, new Size(224, 224), 128, 1 / 128f);
                    assertTop5(session.run().get(0), result.getAsJsonArray("cv2"), image);
                    pictures++;
                }
            }
        }
        assertThat(pictures).isEqualTo(10);
    }

    private static void assertTop5(Tensor scores, JsonArray top5, String image) {
        assertThat(scores.name()).isEqualTo("prob_output");
        assertThat(scores.shape()).isEqualTo(Shape.of(1, 1001));
        for (JsonElement element : top5) {
            JsonArray entry = element.getAsJsonArray();
            assertThat(scores.floats().get(entry.get(0).getAsInt()))
                    .as("%s, %s", image, entry)
                    .isEqualTo(entry.get(2).getAsFloat(), within(1e-4f));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"det1", "det2", "det3"})
    void mtcnn_givesTheGoldenOutputs(String net) throws IOException {
        Path symbol = TestData.path("models/detection/face_mtcnn_mxnet/" + net + "-symbol.json");
        JsonObject golden = net(json("goldens/detection/face_mtcnn_mxnet.json"), net);
        long[] dims = longs(golden.getAsJsonArray("input_shape"));
        try (LoadedModel model =
                        new MxnetBackend().load(new ModelFile(ModelFormat.MXNET, symbol), BackendOptions.DEFAULT);
                Session session = model.newSession()) {
            assertThat(model.inputs()).extracting(TensorInfo::name).containsExactly("data");
            Tensor input = session.input("data", Shape.of(dims));
            int item = 0;
            for (JsonElement crop : golden.getAsJsonArray("crops_ltrb")) {
                long[] box = longs(crop.getAsJsonArray());
                fill(
                        input.floats(),
                        item++,
                        golden.get("image").getAsString(),
                        new Rect((int) box[0], (int) box[1], (int) (box[2] - box[0]), (int) (box[3] - box[1])),
                        new Size(dims[3], dims[2]),
                        127.5f,
                        0.0078125f);
            }
            assertOutputs(session.run(), golden.getAsJsonArray("outputs"));
        }
    }

    private static void assertOutputs(List<Tensor> found, JsonArray expected) {
        assertThat(found).hasSize(expected.size());
        for (int i = 0; i < found.size(); i++) {
            JsonObject golden = expected.get(i).getAsJsonObject();
            assertThat(found.get(i).name()).isEqualTo(golden.get("name").getAsString());
            assertThat(found.get(i).shape()).isEqualTo(Shape.of(longs(golden.getAsJsonArray("shape"))));
            JsonArray values = golden.getAsJsonArray("values");
            for (int k = 0; k < values.size(); k++) {
                assertThat(found.get(i).floats().get(k))
                        .as("%s[%d]", found.get(i).name(), k)
                        .isEqualTo(values.get(k).getAsFloat(), within(1e-4f));
            }
        }
    }

    @Test
    void mobilenet_answersABatchAsItAnswersOne() {
        Path symbol = TestData.path(MOBILENET);
        try (LoadedModel model =
                        new MxnetBackend().load(new ModelFile(ModelFormat.MXNET, symbol), BackendOptions.DEFAULT);
                Session session = model.newSession()) {
            float[][] scores = new float[3][1001];
            for (int batch = 1; batch <= 2; batch++) {
                Tensor input = session.input("data", Shape.of(batch, 3, 224, 224));
                for (int i = 0; i < batch; i++) {
                    fill(input.floats(), i, "images/testimages/cat.bmp", null, new Size(224, 224), 128, 1 / 128f);
                }
                FloatBuffer output = session.run().get(0).floats();
                for (int i = 0; i < batch; i++) {
                    output.get(i * 1001, scores[batch - 1 + i]);
                }
            }

            assertThat(scores[1]).containsExactly(scores[0], within(1e-6f));
            assertThat(scores[2]).containsExactly(scores[0], within(1e-6f));
        }
    }

    private static void fill(
            FloatBuffer target, int item, String image, @Nullable Rect crop, Size size, float mean, float scale) {
        OpenCvLibrary.load();
        Mat picture = Imgcodecs.imread(TestData.path(image).toString(), Imgcodecs.IMREAD_COLOR);
        Mat part = crop == null ? picture : picture.submat(crop);
        Mat resized = new Mat();
        Imgproc.resize(part, resized, size, 0, 0, Imgproc.INTER_LINEAR);
        byte[] bgr = new byte[(int) (resized.total() * 3)];
        resized.get(0, 0, bgr);
        int plane = (int) resized.total();
        for (int channel = 0; channel < 3; channel++) {
            for (int i = 0; i < plane; i++) {
                int value = bgr[i * 3 + 2 - channel] & 0xFF;
                target.put((item * 3 + channel) * plane + i, (value - mean) * scale);
            }
        }
        picture.release();
        resized.release();
    }

    private static JsonObject net(JsonObject golden, String name) {
        for (JsonElement element : golden.getAsJsonArray("nets")) {
            if (element.getAsJsonObject().get("net").getAsString().equals(name)) {
                return element.getAsJsonObject();
            }
        }
        throw new AssertionError("No golden answers for " + name);
    }

    private static long[] longs(JsonArray array) {
        long[] values = new long[array.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = array.get(i).getAsLong();
        }
        return values;
    }

    private static JsonObject json(String file) throws IOException {
        return JsonParser.parseString(Files.readString(TestData.path(file))).getAsJsonObject();
    }
}
