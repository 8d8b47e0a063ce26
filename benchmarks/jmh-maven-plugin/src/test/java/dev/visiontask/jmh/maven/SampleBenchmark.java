package dev.visiontask.jmh.maven;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What {@link RunMojoTest} runs. */
@State(Scope.Benchmark)
public class SampleBenchmark {
    @Param({"1", "2"})
    public int size;

    @Setup
    public void note() throws IOException {
        Files.writeString(
                Path.of(System.getenv(RunEnvironment.NOTES_VARIABLE)),
                "model.sha256=abc\n",
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }

    @Benchmark
    public long succeeds() {
        return Math.multiplyExact(size, 3L);
    }

    @Benchmark
    public long fails() {
        throw new IllegalStateException("this benchmark fails on purpose");
    }
}
