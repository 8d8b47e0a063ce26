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
        return new Tour(capture.terminal(), model, List.of(engines)).run(expected, folder.resolve("report"));
    }

    private String report() throws IOException {
        return Files.readString(folder.resolve("report/index.html"));
    }

    @Test
    void run_showsEveryEngineAndComparesThem() throws IOException {
        assertThat(run("fake", "fake")).as("%s", capture).isZero();

        assertThat(capture.out())
                .containsPattern("red.png +red +1.0000  fake")
                .contains("fake: 1 of 2 pictures as expected", "2 engines agree: equal labels")
                .contains("report: " + folder.resolve("report/index.html"));
        assertThat(report()).contains("blue, expected red", "badge good", "badge bad", "0002-blue.png.jpg");
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
    void run_answersSamplePicturesAlikeOnRealEngines() throws IOException {
        Map<Path, String> samples = SamplePictures.read(ExamplesFolder.find());
        Tour tour = new Tour(capture.terminal(), "page-orientation", List.of("onnxruntime", "opencv-dnn"));

        assertThat(tour.run(samples, folder.resolve("report")))
                .as("%s", capture)
                .isZero();

        assertThat(capture.out())
                .contains("onnxruntime: 10 of 10 pictures as expected", "opencv-dnn: 10 of 10 pictures as expected");
        assertThat(folder.resolve("report/pictures/0010-slide-640x480.jpg.jpg")).isNotEmptyFile();
    }

    @Test
    void read_refusesListWithoutPictures() throws IOException {
        Files.createDirectories(folder.resolve("pictures"));
        Files.writeString(folder.resolve("pictures/index.csv"), "file,label\n");

        assertThatThrownBy(() -> SamplePictures.read(folder))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("index.csv");
    }
}
