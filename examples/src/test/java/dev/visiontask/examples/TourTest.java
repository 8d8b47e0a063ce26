package dev.visiontask.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TourTest {
    @TempDir
    Path folder;

    private final Capture capture = new Capture(false);
    private final Map<Path, String> expected = new LinkedHashMap<>();

    @BeforeEach
    void pictures() throws IOException {
        expected.put(ColorModel.picture(folder.resolve("red.png"), Color.RED), "red");
        expected.put(ColorModel.picture(folder.resolve("blue.png"), Color.BLUE), "red");
    }

    private int run(String... engines) throws IOException {
        String model = ColorModel.write(folder.resolve("model")).toString();
        return run(List.of(new ClassificationFamily(model, expected)), engines);
    }

    private int run(List<? extends Family<?, ?>> families, String... engines) throws IOException {
        return new Tour(capture.terminal(), List.of(engines)).run(families, folder.resolve("report"));
    }

    private String report() throws IOException {
        return Files.readString(folder.resolve("report/index.html"));
    }

    @Test
    void run_showsEveryEngineAndComparesThem() throws IOException {
        assertThat(run("fake", "fake")).as("%s", capture).isZero();

        assertThat(capture.out())
                .containsPattern("red.png +red +1.0000 +\\d+\\.\\d +\\d+\\.\\d\n")
                .contains("fake, fake: 1 of 2 pictures as expected", "2 engines agree: equal labels")
                .contains("report: " + folder.resolve("report/index.html"));
        assertThat(report()).contains("blue, expected red", "badge good", "badge bad", "0002-blue.png.jpg");
    }

    @Test
    void run_showsAllFamiliesInOneReport() throws IOException {
        SamplePages pages = TinyPages.write(folder);
        String classifier = ColorModel.write(folder.resolve("model")).toString();
        String detector = DetectTest.writeModel(folder.resolve("detector")).toString();
        String segmenter = SegmentTest.writeModel(folder.resolve("segmenter")).toString();

        int code = run(
                List.of(
                        new DetectionFamily(detector, pages),
                        new SegmentationFamily(segmenter, pages),
                        new ClassificationFamily(classifier, expected)),
                "onnxruntime",
                "fake");

        // Each model is in the form of one of the engines only.
        assertThat(code).as("%s", capture).isEqualTo(ExitCode.FAILED);
        assertThat(capture.out())
                .containsPattern("green.png +1 green +1.0000")
                .contains("onnxruntime: 1 of 2 regions found at an IoU of 0.5, 1 extra")
                .containsPattern("blue.png +100 % blue +0.5000")
                .contains("onnxruntime: mean IoU 0.5000, pixel accuracy 0.7500", "failed: ");
        assertThat(report())
                .contains(
                        "id=\"section-1\"", "href=\"#section-3\"", "1 of 1 regions found", "50.0 % of the pixels right")
                .contains("0001-green.png.jpg", "0003-green.png.jpg", "0006-blue.png.jpg")
                .doesNotContain("<script");
    }

    @Test
    void run_showsClipsAsAFewOfTheirFrames() throws IOException {
        Map<Path, String> clips = new LinkedHashMap<>();
        clips.put(ColorClip.write(folder.resolve("reds.clip"), 6, Color.RED), "red");
        clips.put(ColorClip.write(folder.resolve("blues.clip"), 6, Color.BLUE), "red");
        String model = ColorModel.write(folder.resolve("model")).toString();

        int code = run(List.of(new ActivityFamily(model, clips)), "fake", "fake");

        assertThat(code).as("%s", capture).isZero();
        assertThat(capture.out())
                .containsPattern("reds.clip +red +1.0000 +\\d+\\.\\d +\\d+\\.\\d\n")
                .contains("fake, fake: 1 of 2 clips as expected", "2 engines agree: equal labels and frames");
        assertThat(report())
                .contains("blue, expected red", "0001-reds.clip.jpg")
                .doesNotContain("cannot be shown");
    }

    @Test
    void run_doesNotFailForEngineThatIsNotHere() throws IOException {
        assertThat(run("fake", "no-such-engine")).as("%s", capture).isZero();

        assertThat(capture.out()).contains("no-such-engine: not available here: ", "only 1 engine");
        assertThat(report()).contains("no-such-engine");
    }

    @Test
    void run_failsWhenNoEngineWorks() throws IOException {
        assertThat(run("no-such-engine")).isEqualTo(ExitCode.FAILED);
    }

    @Test
    void run_failsWhenPictureIsNotAnswered() throws IOException {
        expected.put(Files.createFile(folder.resolve("empty.png")), "red");

        assertThat(run("fake", "fake")).isEqualTo(ExitCode.FAILED);
        assertThat(capture.out()).containsPattern("empty.png +\\(failed\\)");
        assertThat(report()).contains("no answer");
    }

    @Test
    void run_answersSampleFilesAlikeOnRealEngines() throws IOException {
        assertThat(run(Tour.families(ExamplesFolder.find()), "onnxruntime", "opencv-dnn"))
                .as("%s", capture)
                .isZero();

        assertThat(capture.out())
                .contains("onnxruntime, opencv-dnn: 10 of 10 pictures as expected")
                .contains("page-layout: 2 engines agree: equal regions", "page-segments: 2 engines agree")
                .contains("onnxruntime, opencv-dnn: 9 of 9 clips as expected", "camera-motion: 2 engines agree");
        assertThat(folder.resolve("report/pictures/0010-slide-640x480.jpg.jpg")).isNotEmptyFile();
    }

    @Test
    void pictures_refusesListWithoutPictures() throws IOException {
        Files.createDirectories(folder.resolve("pictures"));
        Files.writeString(folder.resolve("pictures/index.csv"), "file,label\n");

        assertThatThrownBy(() -> SampleFiles.pictures(folder))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("index.csv");
    }

    @Test
    void in_refusesFolderWithoutPages() {
        assertThatThrownBy(() -> SamplePages.in(folder))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("instances.json");
    }
}
