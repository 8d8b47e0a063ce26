package dev.visiontask.jmh.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs {@link SampleBenchmark} in forked JVMs, as the goal does. */
class RunMojoTest {
    @TempDir
    Path folder;

    private final PrintStream systemOut = System.out;
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @BeforeEach
    void captureOutput() {
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void releaseOutput() {
        System.setOut(systemOut);
    }

    @Test
    void execute_printsTableAndRecordsEnvironment() throws Exception {
        RunMojo mojo = mojo("succeeds");
        mojo.params = "size=2";
        mojo.prof = "gc";

        mojo.execute();

        assertThat(printed.toString(StandardCharsets.UTF_8))
                .contains("# Warmup Iteration")
                .contains("model.sha256: abc")
                .containsPattern("SampleBenchmark.succeeds +size=2 .*B?");
        JsonObject environment = JsonParser.parseString(
                        Files.readString(folder.resolve("out").resolve("jmh-environment.json")))
                .getAsJsonObject();
        assertThat(environment.getAsJsonObject("notes").get("model.sha256").getAsString())
                .isEqualTo("abc");
        assertThat(environment.getAsJsonArray("libraries").toString()).contains("jmh-core-");
        assertThat(BenchmarkResult.read(folder.resolve("out").resolve("result.json")))
                .singleElement()
                .satisfies(result -> assertThat(result.bytesPerCall()).isNotNaN());
    }

    @Test
    void execute_failsWhenABenchmarkFails() throws Exception {
        RunMojo mojo = mojo("SampleBenchmark");
        mojo.params = "size=1";
        mojo.time = "0.01";

        assertThatThrownBy(mojo::execute)
                .isInstanceOf(MojoExecutionException.class)
                .hasMessageContaining("1 runs of benchmarks failed");
        assertThat(printed.toString(StandardCharsets.UTF_8)).containsPattern("SampleBenchmark.succeeds +size=1");
    }

    @Test
    void execute_failsWhenJmhRefusesAnArgument() throws Exception {
        RunMojo mojo = mojo("succeeds");
        mojo.args = "--no-such-option";

        assertThatThrownBy(mojo::execute)
                .isInstanceOf(MojoExecutionException.class)
                .hasMessageContaining("exit code 1");
    }

    @Test
    void execute_listsOnlyNamesWhenAsked() throws Exception {
        RunMojo mojo = mojo("succeeds");
        mojo.list = true;

        mojo.execute();

        assertThat(printed.toString(StandardCharsets.UTF_8).strip())
                .isEqualTo(SampleBenchmark.class.getName() + ".succeeds");
    }

    @Test
    void execute_namesTheBenchmarksWhenNoneIsChosen() {
        assertThatThrownBy(mojo("NoSuchBenchmark")::execute)
                .isInstanceOf(MojoFailureException.class)
                .hasMessageContaining("-Djmh.include=NoSuchBenchmark")
                .hasMessageContaining("SampleBenchmark.fails");
    }

    @Test
    void execute_doesNothingWhenTheModuleHasNoBenchmarks() {
        RunMojo mojo = mojo("succeeds");
        mojo.classes = folder.toFile();

        assertThatCode(mojo::execute).doesNotThrowAnyException();
        assertThat(printed.size()).isZero();
    }

    @Test
    void execute_saysWhatToRunWhenNothingIsCompiled() {
        RunMojo mojo = mojo("succeeds");
        mojo.classes = folder.resolve("missing").toFile();

        assertThatThrownBy(mojo::execute)
                .isInstanceOf(MojoFailureException.class)
                .hasMessageContaining("mvn -q install -DskipTests");
    }

    private RunMojo mojo(String include) {
        RunMojo mojo = new RunMojo();
        mojo.include = include;
        mojo.forks = 1;
        mojo.warmupIterations = 1;
        mojo.iterations = 1;
        mojo.time = "0.05";
        mojo.peer = "peer.*";
        mojo.json = folder.resolve("out").resolve("result.json").toFile();
        mojo.classPath = List.of(System.getProperty("java.class.path").split(File.pathSeparator));
        mojo.classes = new File("target/test-classes").getAbsoluteFile();
        mojo.buildDirectory = folder.toFile();
        mojo.baseDirectory = folder.toFile();
        mojo.project = "sample 1";
        return mojo;
    }
}
