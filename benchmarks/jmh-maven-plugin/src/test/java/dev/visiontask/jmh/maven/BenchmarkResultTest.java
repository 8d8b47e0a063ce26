package dev.visiontask.jmh.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchmarkResultTest {
    @TempDir
    Path folder;

    @Test
    void read_takesTheMedianOfAllForks() throws IOException {
        Path file = write("""
                [{"benchmark": "a.b.Sample.run", "mode": "avgt", "params": {"engine": "mxnet"},
                  "primaryMetric": {"score": 4.0, "scoreError": 0.5, "scoreUnit": "us/op",
                    "rawData": [[1.0, 9.0], [2.0, 3.0]]},
                  "secondaryMetrics": {"gc.alloc.rate.norm": {"score": 123.0}}}]
                """);

        assertThat(BenchmarkResult.read(file))
                .containsExactly(new BenchmarkResult(
                        "a.b.Sample", "run", Map.of("engine", "mxnet"), "avgt", 2.5, 4.0, 0.5, "us/op", 123));
    }

    @Test
    void read_acceptsWhatJmhLeavesOut() throws IOException {
        Path file = write("""
                [{"benchmark": "a.b.Sample.run", "mode": "sample",
                  "primaryMetric": {"score": 4.0, "scoreError": "NaN", "scoreUnit": "us/op"},
                  "secondaryMetrics": {}}]
                """);

        assertThat(BenchmarkResult.read(file)).singleElement().satisfies(result -> {
            assertThat(result.median()).isEqualTo(4.0);
            assertThat(result.error()).isNaN();
            assertThat(result.bytesPerCall()).isNaN();
            assertThat(result.paramText()).isEmpty();
        });
    }

    @Test
    void read_namesTheFileWhenItIsNoResult() throws IOException {
        Path file = write("{\"not\": \"a list\"}");

        assertThatThrownBy(() -> BenchmarkResult.read(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(file.toString());
    }

    private Path write(String json) throws IOException {
        return Files.writeString(folder.resolve("result.json"), json);
    }
}
