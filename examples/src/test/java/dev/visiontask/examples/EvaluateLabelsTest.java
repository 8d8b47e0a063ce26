package dev.visiontask.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a model that says how red, green and blue a picture is. */
class EvaluateLabelsTest {
    @TempDir
    Path folder;

    private final Capture capture = new Capture(false);

    @BeforeEach
    void modelAndPictures() throws IOException {
        ColorModel.write(folder.resolve("model"));
        ColorModel.picture(folder.resolve("pictures/red/a.png"), Color.RED);
        ColorModel.picture(folder.resolve("pictures/blue/b.png"), Color.BLUE);
        ColorModel.picture(folder.resolve("pictures/blue/c, d.png"), new Color(255, 0, 51));
    }

    private int run(String... more) {
        List<String> args = new ArrayList<>(List.of(
                "--model", folder.resolve("model").toString(),
                "--pictures", folder.resolve("pictures").toString()));
        args.addAll(List.of(more));
        return new Evaluate(capture.terminal()).run(args.toArray(String[]::new));
    }

    private String list(String... lines) throws IOException {
        return Files.write(folder.resolve("labels.csv"), List.of(lines)).toString();
    }

    @Test
    void run_takesFoldersForLabels() throws IOException {
        Path json = folder.resolve("figures.json");
        Path report = folder.resolve("report");

        assertThat(run("--folder-labels", "--json", json.toString(), "--report", report.toString()))
                .as("%s", capture)
                .isZero();

        JsonObject figures = JsonParser.parseString(Files.readString(json)).getAsJsonObject();
        assertThat(figures.get("top1").getAsDouble()).isCloseTo(2 / 3.0, within(1e-12));
        assertThat(figures.get("top5").getAsDouble()).isEqualTo(1);
        assertThat(figures.get("confusions")).hasToString("[{\"truth\":\"blue\",\"predicted\":\"red\",\"count\":1}]");
        assertThat(capture.out()).contains("top-1 0.6667", "1 x blue for red\n");
        assertThat(Files.readString(report.resolve("index.html")))
                .contains("red, expected blue", "c, d.png")
                .doesNotContain("a.png");
    }

    @Test
    void run_readsListOfLabels() throws IOException {
        String labels = list("file,number,label", "red/a.png,0,red", "\"blue/c, d.png\",2,\"gr<e>en\"");

        assertThat(run("--labels", labels)).as("%s", capture).isZero();
        assertThat(capture.out()).contains("top-1 0.5000", "2 pictures");
        assertThat(run("--labels", labels, "--label-column", "number")).isZero();
        assertThat(capture.out()).contains("1 x blue for red\n");
    }

    @Test
    void run_leavesOutWhatDoesNotFitOnlyWhenAsked() throws IOException {
        String labels = list("file,label", "red/a.png,red", "none.png,red", "blue/b.png,pink");

        assertThat(run("--labels", labels)).isEqualTo(ExitCode.USAGE);
        assertThat(capture.err()).contains("none.png: no such picture", "found: pink", "--skip-problems");
        assertThat(run("--labels", labels, "--skip-problems")).as("%s", capture).isZero();
        assertThat(capture.out()).contains("1 pictures");
    }

    @Test
    void run_refusesAFileThatIsNamedInTwoWays() throws IOException {
        String labels = list("file,label", "red/a.png,red", "blue/../red/a.png,blue", "blue/b.png,blue");

        assertThat(run("--labels", labels)).isEqualTo(ExitCode.USAGE);
        assertThat(capture.err()).contains("a.png: named twice", "blue/../red/a.png");
        assertThat(run("--labels", labels, "--skip-problems")).as("%s", capture).isZero();
        assertThat(capture.out()).contains("1 pictures");
    }

    @Test
    void run_countsPicturesWithoutAnAnswerAsWrong() throws IOException {
        Files.writeString(folder.resolve("pictures/red/a.png"), "none");

        assertThat(run("--folder-labels")).isEqualTo(ExitCode.FAILED);

        assertThat(capture.err()).contains("not answered", "a.png");
        assertThat(capture.out()).contains("top-1 0.3333", "3 pictures");
    }

    @Test
    void run_refusesListsThatAreNone() throws IOException {
        List<String> wrong = List.of(
                list("file,name", "red/a.png,red"), folder.resolve("none.csv").toString());
        for (String labels : wrong) {
            assertThat(run("--labels", labels)).as("%s", labels).isEqualTo(ExitCode.USAGE);
        }
        assertThat(run("--labels", list("file,label", "red/a.png"))).isEqualTo(ExitCode.USAGE);
        assertThat(run("--labels", list("file,label", "red/a.png,red", "red/a.png,blue")))
                .isEqualTo(ExitCode.USAGE);
        assertThat(run("--labels", list("file,label", "red/a.png,red"), "--folder-labels"))
                .isEqualTo(ExitCode.USAGE);
        assertThat(run()).isEqualTo(ExitCode.USAGE);
        assertThat(capture.err()).contains("found: none");
    }

    @Test
    void indexOf_takesFirstNamesAndNumbers() {
        LabelNames names = new LabelNames(List.of("tench, Tinca tinca", "crane, bird", "crane, machine", "2"));

        assertThat(names.indexOf("tench")).isZero();
        assertThat(names.indexOf("1")).isEqualTo(1);
        assertThat(names.indexOf("2")).isEqualTo(3);
        assertThatThrownBy(() -> names.indexOf("crane"))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("[1, 2]");
    }
}
