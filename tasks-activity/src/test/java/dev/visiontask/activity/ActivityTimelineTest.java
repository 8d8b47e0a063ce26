package dev.visiontask.activity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visiontask.backend.Backends;
import dev.visiontask.tensor.Shape;
import dev.visiontask.testkit.FakeBackend;
import dev.visiontask.testkit.LinearModel;
import dev.visiontask.testkit.TestData;
import dev.visiontask.video.FrameSource;
import dev.visiontask.video.Frames;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Timelines of a made-up video, and of a real one whose scenes are known. */
class ActivityTimelineTest {
    private static final TimelineOptions OPTIONS = new TimelineOptions(4, 1).withSmoothing(1);

    @TempDir
    Path folder;

    @Test
    void timeline_findsWhereTheColourChanges() throws IOException {
        Path video = video(20, 20);
        try (ActivityRecognizer recognizer = colours();
                FrameSource frames = Frames.open(video);
                ActivityTimeline timeline = recognizer.timeline(frames, OPTIONS)) {
            List<ActivitySegment> found = new ArrayList<>();
            timeline.forEach(found::add);

            assertThat(found).extracting(segment -> segment.activity().label()).containsExactly("red", "blue");
            assertThat(found.get(0).startFrame()).isZero();
            assertThat(found.get(0).endFrame()).isBetween(19L, 21L);
            assertThat(found.get(1).startFrame()).isEqualTo(found.get(0).endFrame());
            assertThat(found.get(1).endFrame()).isEqualTo(40);
            assertThat(frames.counts().decoded()).isEqualTo(40);
        }
    }

    @Test
    void onWindow_isGivenTheScoresOfEveryWindow() throws IOException {
        List<WindowScores> windows = new ArrayList<>();
        try (ActivityRecognizer recognizer = colours();
                ActivityTimeline timeline = recognizer
                        .timeline(Frames.open(video(20, 20)), new TimelineOptions(4, 2))
                        .onWindow(windows::add)) {
            timeline.forEach(segment -> {});
        }

        assertThat(windows).hasSize(19);
        assertThat(windows.get(0).frame()).isZero();
        assertThat(windows.get(0).scores()).containsExactly(1f, 0f, 0f);
        assertThat(windows.get(18).frame()).isEqualTo(37);
        assertThat(windows.get(18).scores()).containsExactly(0f, 0f, 1f);
    }

    @Test
    void timeline_isOneWindowWhenTheVideoIsShorter() throws IOException {
        try (ActivityRecognizer recognizer = colours();
                ActivityTimeline timeline = recognizer.timeline(Frames.open(video(3, 0)), new TimelineOptions(16, 4))) {
            List<ActivitySegment> found = new ArrayList<>();
            timeline.forEach(found::add);

            assertThat(found).hasSize(1);
            assertThat(found.get(0).toJson())
                    .startsWith("{\"start_frame\":0,\"end_frame\":3,\"from\":0.0,\"to\":0.08,");
            assertThat(timeline.next()).isNull();
        }
    }

    /** The scenes, by the golden answers: a dog walk to frame 224, a horse race to 504, a swing to 672, then Tai Chi. */
    @Test
    void timeline_findsTheScenesOfARealVideo() {
        TimelineOptions options = new TimelineOptions(80, 20).withShortest(2);
        List<ActivitySegment> found = new ArrayList<>();
        try (ActivityRecognizer recognizer = ActivityRecognizer.builder()
                        .model(TestData.path("models/activity/lrcn_ucf50_4"))
                        .backend("onnxruntime")
                        .setting("clip_sampling", "spread")
                        .setting("color", "bgr")
                        .setting("interpolation", "opencv-linear")
                        .setting("rescale_factor", 1 / 255.0)
                        .build();
                ActivityTimeline timeline =
                        recognizer.timeline(Frames.open(TestData.path("video/clips/ucf50_test_video.mp4")), options)) {
            timeline.forEach(found::add);
        }

        assertThat(found)
                .extracting(segment -> segment.activity().label())
                .containsExactly("WalkingWithDog", "HorseRace", "Swing", "TaiChi");
        // Two hops: what a window of 80 frames can know of where a scene ends.
        assertThat(found)
                .extracting(ActivitySegment::startFrame)
                .satisfiesExactly(
                        start -> assertThat(start).isZero(),
                        start -> assertThat(start).isBetween(184L, 264L),
                        start -> assertThat(start).isBetween(464L, 544L),
                        start -> assertThat(start).isBetween(632L, 712L));
        assertThat(found.get(3).endFrame()).isEqualTo(866);
    }

    private ActivityRecognizer colours() {
        try {
            FakeBackend.write(LinearModel.channelMeans(Shape.of(3, 2, 2)), folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return ActivityRecognizer.builder()
                .model(folder)
                .backends(Backends.of(List.of(new FakeBackend())))
                .setting("clip_length", 2)
                .setting("rescale_factor", 1 / 255.0)
                .setting("activation", "none")
                .setting("labels", List.of("red", "green", "blue"))
                .build();
    }

    private Path video(int red, int blue) throws IOException {
        Path frames = Files.createDirectories(folder.resolve("frames"));
        for (int i = 0; i < red + blue; i++) {
            BufferedImage image = new BufferedImage(4, 4, BufferedImage.TYPE_3BYTE_BGR);
            Graphics2D graphics = image.createGraphics();
            graphics.setColor(i < red ? Color.RED : Color.BLUE);
            graphics.fillRect(0, 0, 4, 4);
            graphics.dispose();
            ImageIO.write(image, "png", frames.resolve(i + ".png").toFile());
        }
        return frames;
    }
}
