package dev.visiontask.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.visiontask.BadInputException;
import dev.visiontask.ImageSize;
import dev.visiontask.RawFrame;
import dev.visiontask.TestData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MotionJpegAviTest {
    private static final Offset<Integer> JPEG_LOSS = within(2);

    @TempDir
    private Path folder;

    private FrameSource open(byte[] avi) throws IOException {
        return Frames.open(Files.write(folder.resolve("a.avi"), avi));
    }

    @Test
    void next_givesEveryPictureWithItsPlaceInTime() throws IOException {
        try (FrameSource frames = open(new TestAvi().addOther().addPictures(5).bytes(1001, 30000, 5))) {
            List<Seen> seen = Seen.all(frames);
            assertThat(seen).hasSize(5);
            for (int i = 0; i < 5; i++) {
                assertThat(seen.get(i).index()).isEqualTo(i);
                assertThat(seen.get(i).seconds()).isCloseTo(i * 1001 / 30000.0, within(1e-9));
                assertThat(seen.get(i).gray()).isCloseTo(TestAvi.gray(i), JPEG_LOSS);
            }
            assertThat(frames.counts().decoded()).isEqualTo(5);
            assertThat(frames.counts().lost()).isZero();
            assertThat(frames.info().provider()).isEqualTo("motion-jpeg");
            assertThat(frames.info().size()).isEqualTo(new ImageSize(TestAvi.WIDTH, TestAvi.HEIGHT));
        }
    }

    @Test
    void next_completesPicturesWithoutEndMarkerAndTables() throws IOException {
        byte[] bare = TestAvi.withoutTables(TestAvi.withoutEnd(TestAvi.jpeg(7)));
        assertThat(bare.length).isLessThan(TestAvi.jpeg(7).length - 400);
        byte[] avi =
                new TestAvi().add(TestAvi.withoutEnd(TestAvi.jpeg(3))).add(bare).bytes(1, 10, 2);
        try (FrameSource frames = open(avi)) {
            assertThat(Objects.requireNonNull(Seen.next(frames)).gray()).isCloseTo(TestAvi.gray(3), JPEG_LOSS);
            assertThat(Objects.requireNonNull(Seen.next(frames)).gray()).isCloseTo(TestAvi.gray(7), JPEG_LOSS);
        }
    }

    @Test
    void next_letsTimePassForEmptyChunks() throws IOException {
        byte[] avi = new TestAvi()
                .add(TestAvi.jpeg(0))
                .add(new byte[0])
                .add(TestAvi.jpeg(1))
                .bytes(1, 10, 3);
        try (FrameSource frames = open(avi)) {
            List<Seen> seen = Seen.all(frames);
            assertThat(seen).extracting(Seen::index).containsExactly(0L, 1L);
            assertThat(seen).extracting(Seen::seconds).containsExactly(0.0, 0.2);
            assertThat(frames.counts().lost()).isZero();
        }
    }

    @Test
    void next_leavesBrokenPicturesOutAndCountsThem() throws IOException {
        byte[] avi = new TestAvi()
                .add(TestAvi.jpeg(0))
                .add(new byte[] {1, 2, 3, 4, 5, 6})
                .add(TestAvi.jpeg(2))
                .bytes(1, 10, 3);
        try (FrameSource frames = open(avi)) {
            assertThat(Seen.indexes(frames)).containsExactly(0L, 2L);
            assertThat(frames.counts().decoded()).isEqualTo(2);
            assertThat(frames.counts().lost()).isEqualTo(1);
            assertThat(frames.counts().firstProblem())
                    .hasValueSatisfying(text -> assertThat(text).contains("a.avi#1"));
        }
    }

    @Test
    void next_givesWhatIsThereWhenTheFileIsCutOff() throws IOException {
        byte[] avi = new TestAvi().addPictures(6).bytes(1, 10, 6);
        try (FrameSource frames = open(Arrays.copyOf(avi, avi.length - TestAvi.jpeg(5).length - 20))) {
            assertThat(Seen.indexes(frames)).containsExactly(0L, 1L, 2L, 3L);
            assertThat(frames.counts().lost()).isEqualTo(2);
        }
    }

    @Test
    void next_throwsWhenNoPictureCanBeRead() throws IOException {
        try (FrameSource frames = open(new TestAvi().add(new byte[10]).bytes(1, 10, 1))) {
            assertThatThrownBy(frames::next)
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("found none")
                    .hasMessageContaining("a.avi#0");
        }
    }

    @Test
    void seek_goesExactlyToTheFrameBackwardsAndForwards() throws IOException {
        try (FrameSource frames = open(new TestAvi().addPictures(12).bytes(1, 10, 12))) {
            frames.seek(Duration.ofMillis(650));
            assertThat(Seen.next(frames)).extracting(Seen::index).isEqualTo(7L);
            frames.seek(Duration.ofMillis(300));
            Seen third = Objects.requireNonNull(Seen.next(frames));
            assertThat(third.index()).isEqualTo(3);
            assertThat(third.gray()).isCloseTo(TestAvi.gray(3), JPEG_LOSS);
            frames.seekFrame(11);
            assertThat(Seen.next(frames)).extracting(Seen::index).isEqualTo(11L);
            assertThat(Seen.next(frames)).isNull();
            frames.seekFrame(100);
            assertThat(Seen.next(frames)).isNull();
            assertThat(frames.counts().lost()).isZero();
        }
    }

    @Test
    void open_samplesFramesAndShrinksThem() throws IOException {
        Path file = Files.write(
                folder.resolve("a.avi"), new TestAvi().addPictures(12).bytes(1, 10, 12));
        FrameOptions options = FrameOptions.DEFAULT
                .withSampling(Sampling.everyNth(3).frames(2, 11))
                .withSize(DecodeSize.shortestEdge(12));
        try (FrameSource frames = Frames.open(file, options)) {
            List<Seen> seen = Seen.all(frames);
            assertThat(seen).extracting(Seen::index).containsExactly(2L, 5L, 8L);
            assertThat(seen).extracting(Seen::width).containsOnly(20);
            assertThat(seen).extracting(Seen::height).containsOnly(12);
            assertThat(seen.get(2).gray()).isCloseTo(TestAvi.gray(8), JPEG_LOSS);
        }
    }

    @Test
    void next_equalsTheGoldenOfARealFile() throws IOException {
        JsonObject golden = golden("video/transcoded/arm_wrestling_mjpeg.avi");
        try (FrameSource frames = Frames.open(TestData.path("video/transcoded/arm_wrestling_mjpeg.avi"))) {
            JsonArray means = golden.getAsJsonArray("mean_rgb_first10");
            JsonArray times = golden.getAsJsonArray("first10_time_s");
            for (int i = 0; i < means.size(); i++) {
                try (Frame frame = Objects.requireNonNull(frames.next())) {
                    assertThat(frame.time().toNanos() / 1e9)
                            .isCloseTo(times.get(i).getAsDouble(), within(1e-6));
                    assertMean((RawFrame) frame.image(), means.get(i).getAsJsonArray());
                }
            }
            frames.forEach(frame -> {});
            assertThat(frames.counts().decoded()).isEqualTo(golden.get("frames").getAsLong());
            assertThat(frames.counts().lost()).isZero();
        }
    }

    private static JsonObject golden(String video) throws IOException {
        String text = Files.readString(TestData.path("goldens/activity/video.json"));
        for (JsonElement element :
                JsonParser.parseString(text).getAsJsonObject().getAsJsonArray("videos")) {
            if (element.getAsJsonObject().get("video").getAsString().equals(video)) {
                return element.getAsJsonObject();
            }
        }
        throw new AssertionError("No golden for " + video);
    }

    private static void assertMean(RawFrame image, JsonArray rgb) {
        double[] sums = new double[3];
        for (int y = 0; y < image.size().height(); y++) {
            for (int i = 0; i < 3 * image.size().width(); i++) {
                sums[2 - i % 3] += image.data().get(y * image.rowStride() + i) & 0xff;
            }
        }
        for (int c = 0; c < 3; c++) {
            assertThat(sums[c] / image.size().pixels()).isCloseTo(rgb.get(c).getAsDouble(), within(2.0));
        }
    }
}
