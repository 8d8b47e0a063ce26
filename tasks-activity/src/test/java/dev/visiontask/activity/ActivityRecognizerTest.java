package dev.visiontask.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.visiontask.ImageSource;
import dev.visiontask.ModelFormatException;
import dev.visiontask.PixelFormat;
import dev.visiontask.Setting;
import dev.visiontask.UnsupportedOptionException;
import dev.visiontask.backend.Backends;
import dev.visiontask.tensor.DataType;
import dev.visiontask.tensor.Shape;
import dev.visiontask.testkit.FakeBackend;
import dev.visiontask.testkit.LinearModel;
import dev.visiontask.testkit.TinyOnnx;
import dev.visiontask.video.FrameSource;
import dev.visiontask.video.Frames;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Layouts, passes and crops, on linear models whose answers tell where each frame went. */
class ActivityRecognizerTest {
    private static final int LENGTH = 4;
    private static final int SIDE = 2;

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"NCTHW", "NTCHW", "NTHWC"})
    void run_putsEachSampleWhereTheLayoutHasIt(String layout) {
        ActivityRecognizerBuilder builder = builder(selector(layout)).setting("clip_sampling", "spread");
        builder = layout.equals("NTCHW") ? builder.setting("clip_layout", layout) : builder;
        try (ActivityRecognizer recognizer = builder.build()) {
            Activities found = recognizer.run(clip(8), new ActivityOptions(12, null));

            assertThat(found.frames()).containsExactly(0L, 2L, 4L, 6L);
            for (Activity each : found) {
                int time = each.index() / 3;
                int channel = each.index() % 3;
                assertThat(each.score()).isCloseTo(sample(time * 2, channel), within(1e-4f));
            }
        }
    }

    @Test
    void run_averagesThePasses() {
        try (ActivityRecognizer recognizer =
                builder(selector("NCTHW")).sampling(new DenseClips(1, 3)).build()) {
            Activities found = recognizer.run(clip(8), new ActivityOptions(12, null));

            assertThat(found.passes())
                    .containsExactly(List.of(0L, 1L, 2L, 3L), List.of(2L, 3L, 4L, 5L), List.of(4L, 5L, 6L, 7L));
            // The first frame of the passes is 0, 2 and 4.
            assertThat(score(found, 0)).isCloseTo(sample(2, 0), within(1e-4f));
        }
    }

    @ParameterizedTest
    @CsvSource({"1", "3", "8"})
    void run_averagesSingleFramesWhateverTheBatch(int batch) {
        LinearModel model = LinearModel.channelMeans(Shape.of(3, SIDE, SIDE));
        try (ActivityRecognizer recognizer =
                builder(model).setting("clip_length", 4).batchSize(batch).build()) {
            Activities found = recognizer.run(clip(8));

            assertThat(found.frames()).containsExactly(1L, 3L, 5L, 7L);
            assertThat(score(found, 1)).isCloseTo(sample(4, 1), within(1e-4f));
            assertThat(recognizer.runBatch(List.of(clip(8), clip(8)))).containsExactly(found, found);
        }
    }

    @Test
    void run_readsScoresThatAreBytes() throws IOException {
        int plane = SIDE * SIDE;
        float[] means = new float[3 * 3 * plane];
        for (int i = 0; i < 3 * plane; i++) {
            means[i / plane * 3 * plane + i] = 1f / plane;
        }
        byte[] model = new TinyOnnx()
                .input("frames", DataType.FLOAT32, Shape.of(Shape.DYNAMIC, 3, SIDE, SIDE))
                .node("Flatten", List.of("frames"), List.of("flat"), Map.of("axis", 1L))
                .weights("W", Shape.of(3, 3L * plane), means)
                .weights("b", Shape.of(3), new float[3])
                .node("Gemm", List.of("flat", "W", "b"), List.of("sums"), Map.of("transB", 1L))
                .node("Cast", List.of("sums"), List.of("scores"), Map.of("to", DataType.UINT8))
                .output("scores", DataType.UINT8, Shape.of(Shape.DYNAMIC, 3))
                .toBytes();
        Files.write(folder.resolve("model.onnx"), model);
        try (ActivityRecognizer recognizer = ActivityRecognizer.builder()
                .model(folder)
                .setting("rescale_factor", 1)
                .setting("color", "bgr")
                .setting("clip_length", 1)
                .build()) {
            Activities found = recognizer.run(clip(8));

            assertThat(found.frames()).containsExactly(4L);
            assertThat(found.classes().stream().map(Activity::score))
                    .containsExactly(sample(4, 2) / 256f, sample(4, 1) / 256f, sample(4, 0) / 256f);
        }
    }

    @Test
    void build_takesSeveralLabelsFromTheProblemType() throws IOException {
        Files.writeString(folder.resolve("config.json"), "{\"problem_type\": \"multi_label_classification\"}");
        LinearModel model = LinearModel.channelMeans(Shape.of(3, SIDE, SIDE));
        try (ActivityRecognizer recognizer =
                builder(model).setting("clip_length", 1).build()) {
            assertThat(recognizer.info().settings())
                    .contains(new Setting("multi_label", "true", "problem_type multi_label_classification"));
            // All three means are above 0.5, and more than the one best is meant.
            assertThat(recognizer.run(clip(8)).classes()).hasSize(3);
        }
    }

    @Test
    void run_looksAtTheEndsAndTheMiddleForThreeCrops() {
        // Columns of 0, 10, 20, ...: the model sees 2 of 8 columns at 0, 3 and 6.
        assertThat(firstColumn(3)).isCloseTo((0 + 30 + 60) / 3f, within(1e-3f));
    }

    @Test
    void run_looksAtCornersCentreAndMirrorImagesForTenCrops() {
        // d = 6: crops at 0, 4, 0, 4, 2, and one column more in each mirror image.
        assertThat(firstColumn(10)).isCloseTo((0 + 40 + 0 + 40 + 20 + 10 + 50 + 10 + 50 + 30) / 10f, within(1e-3f));
    }

    /** The mean of what the model sees in its first column. */
    private float firstColumn(int crops) {
        float[] weights = new float[3 * SIDE * SIDE];
        weights[0] = 1;
        LinearModel model = new LinearModel(Shape.of(3, SIDE, SIDE), weights, new float[1], false);
        byte[] pixels = new byte[8 * SIDE * 3];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (i / 3 % 8 * 10);
        }
        ImageSource columns = ImageSource.ofPixels(ByteBuffer.wrap(pixels), 8, SIDE, 8 * 3, PixelFormat.BGR);
        try (ActivityRecognizer recognizer = builder(model)
                .setting("clip_length", 1)
                .setting("crops", crops)
                .setting("resize_mode", "shortest-edge")
                .setting("shortest_edge", SIDE)
                .build()) {
            return recognizer.run(Clip.ofPictures(List.of(columns))).best().score();
        }
    }

    @Test
    void run_loopsWhenTheClipIsShorterThanTheModel() {
        try (ActivityRecognizer recognizer =
                builder(selector("NCTHW")).setting("clip_sampling", "dense").build()) {
            assertThat(recognizer.run(clip(3)).frames()).containsExactly(0L, 1L, 2L, 0L);
        }
    }

    @Test
    void run_readsRangesOfAFolderAndCountsWhatIsThere() throws IOException {
        try (ActivityRecognizer recognizer =
                builder(selector("NCTHW")).setting("clip_sampling", "spread").build()) {
            Path frames = frames(10);

            assertThat(recognizer.run(Clip.of(frames)).frames()).containsExactly(0L, 2L, 4L, 6L);
            assertThat(recognizer.run(Clip.of(frames, 1, 6)).frames()).containsExactly(1L, 2L, 3L, 4L);
            assertThat(recognizer.run(Clip.of(frames, 2, 100)).frames()).containsExactly(2L, 4L, 6L, 8L);
            assertThatThrownBy(() -> recognizer.run(Clip.of(frames, 50, 60)))
                    .hasMessageContaining("expected frames in the clip");
        }
    }

    @Test
    void run_takesTheNextFramesOfAnOpenSource() throws IOException {
        try (ActivityRecognizer recognizer = builder(selector("NCTHW"))
                        .setting("clip_sampling", "spread")
                        .build();
                FrameSource source = Frames.open(frames(10))) {
            Clip next = Clip.of(source, 4);

            assertThat(recognizer.run(next).frames()).containsExactly(0L, 1L, 2L, 3L);
            assertThat(recognizer.run(next).frames()).containsExactly(4L, 5L, 6L, 7L);
            assertThat(recognizer.run(next).frames()).containsExactly(8L, 9L, 9L, 9L);
            assertThatThrownBy(() -> recognizer.run(next)).hasMessageContaining("the source has ended");
        }
    }

    @Test
    void build_saysBothNumbersWhenTheLengthDiffers() {
        assertThatThrownBy(() -> builder(selector("NCTHW"))
                        .setting("clip_sampling", "spread")
                        .setting("clip_length", 16)
                        .build())
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("clip_length of 4")
                .hasMessageContaining("found: 16");
    }

    @Test
    void build_asksForTheSamplingOfAClipModel() {
        assertThatThrownBy(() -> builder(selector("NCTHW")).build())
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("Add clip_sampling");
    }

    @Test
    void build_refusesWhatMeansNothing() {
        assertThatThrownBy(() -> builder(selector("NCTHW"))
                        .setting("clip_sampling", "spread")
                        .setting("clip_stride", 2)
                        .build())
                .isInstanceOf(UnsupportedOptionException.class)
                .hasMessageContaining("clip_stride");
        assertThatThrownBy(() -> builder(selector("NCTHW"))
                        .setting("clip_sampling", "spread")
                        .setting("crops", 3)
                        .build())
                .isInstanceOf(UnsupportedOptionException.class)
                .hasMessageContaining("3 crops");
    }

    @Test
    void info_saysHowClipsAreSampled() {
        try (ActivityRecognizer recognizer =
                builder(selector("NCTHW")).setting("clip_sampling", "dense").build()) {
            assertThat(recognizer.info().settings())
                    .extracting(Setting::key)
                    .contains(
                            "clip_layout",
                            "clip_length",
                            "clip_sampling",
                            "clip_stride",
                            "clips",
                            "crops",
                            "consensus");
        }
    }

    @Test
    void toJson_hasFramesAndScores() {
        Activities found = new Activities("a.mp4", List.of(new Activity(1, "run", 0.5f)), List.of(List.of(0L, 3L)));

        assertThat(found.toJson())
                .isEqualTo(
                        "{\"clip\":\"a.mp4\",\"passes\":[[0,3]],\"classes\":[{\"index\":1,\"label\":\"run\",\"score\":0.5}]}");
    }

    /** A model that gives the mean of each channel of each frame: class {@code time * 3 + channel}. */
    private static LinearModel selector(String layout) {
        int plane = SIDE * SIDE;
        int features = 3 * LENGTH * plane;
        float[] weights = new float[3 * LENGTH * features];
        for (int time = 0; time < LENGTH; time++) {
            for (int channel = 0; channel < 3; channel++) {
                for (int i = 0; i < plane; i++) {
                    int at =
                            switch (layout) {
                                case "NCTHW" -> (channel * LENGTH + time) * plane + i;
                                case "NTCHW" -> (time * 3 + channel) * plane + i;
                                default -> (time * plane + i) * 3 + channel;
                            };
                    weights[(time * 3 + channel) * features + at] = 1f / plane;
                }
            }
        }
        Shape item =
                switch (layout) {
                    case "NCTHW" -> Shape.of(3, LENGTH, SIDE, SIDE);
                    case "NTCHW" -> Shape.of(LENGTH, 3, SIDE, SIDE);
                    default -> Shape.of(LENGTH, SIDE, SIDE, 3);
                };
        return new LinearModel(item, weights, new float[3 * LENGTH], false);
    }

    private ActivityRecognizerBuilder builder(LinearModel model) {
        try {
            FakeBackend.write(model, folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return ActivityRecognizer.builder()
                .model(folder)
                .backends(Backends.of(List.of(new FakeBackend())))
                .setting("rescale_factor", 1)
                .setting("color", "bgr")
                .setting("activation", "none");
    }

    private static float score(Activities found, int index) {
        return found.classes().stream()
                .filter(each -> each.index() == index)
                .findFirst()
                .orElseThrow()
                .score();
    }

    /** What a frame holds in each of its pixels. */
    private static int sample(int frame, int channel) {
        return frame * 20 + channel + 1;
    }

    private static Clip clip(int frames) {
        return Clip.ofPictures(IntStream.range(0, frames)
                .mapToObj(ActivityRecognizerTest::plain)
                .toList());
    }

    private static ImageSource plain(int frame) {
        byte[] pixels = new byte[SIDE * SIDE * 3];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) sample(frame, i % 3);
        }
        return ImageSource.ofPixels(ByteBuffer.wrap(pixels), SIDE, SIDE, SIDE * 3, PixelFormat.BGR);
    }

    private Path frames(int count) throws IOException {
        Path frames = Files.createDirectories(folder.resolve("frames"));
        for (int i = 0; i < count; i++) {
            ImageIO.write(
                    new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_3BYTE_BGR),
                    "png",
                    frames.resolve(i + ".png").toFile());
        }
        return frames;
    }
}
