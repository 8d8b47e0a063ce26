package dev.visiontask.backend.onnxruntime;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtLoggingLevel;
import dev.visiontask.BackendNotFoundException;
import dev.visiontask.backend.Availability;
import dev.visiontask.backend.BackendOptions;
import dev.visiontask.backend.LoadedModel;
import dev.visiontask.backend.ModelFile;
import dev.visiontask.backend.ModelFormat;
import dev.visiontask.tensor.Shape;
import dev.visiontask.testkit.LinearModel;
import dev.visiontask.testkit.TinyOnnx;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The engine has one environment and one native library a process, so each case has a process of its own. */
class OneEnvironmentTest {
    @TempDir
    Path folder;

    /** What DJL's ONNX Runtime engine does when it starts. */
    private static void makeEnvironmentAsDjlDoes() {
        try (OrtEnvironment.ThreadingOptions threads = new OrtEnvironment.ThreadingOptions()) {
            OrtEnvironment.getEnvironment(
                    OrtLoggingLevel.ORT_LOGGING_LEVEL_WARNING, OrtEnvironment.DEFAULT_NAME, threads);
        }
    }

    private static void load(String path) {
        ModelFile file = new ModelFile(ModelFormat.ONNX, Path.of(path));
        try (LoadedModel model = new OnnxRuntimeBackend().load(file, BackendOptions.DEFAULT)) {
            System.out.println("loaded " + model.inputs());
        }
    }

    static final class OthersFirst {
        private OthersFirst() {}

        public static void main(String[] args) {
            makeEnvironmentAsDjlDoes();
            load(args[0]);
        }
    }

    static final class OursFirst {
        private OursFirst() {}

        public static void main(String[] args) {
            load(args[0]);
            try {
                makeEnvironmentAsDjlDoes();
            } catch (IllegalStateException e) {
                System.out.println(e.getMessage());
            }
            load(args[0]);
        }
    }

    static final class Probe {
        private Probe() {}

        public static void main(String[] args) {
            Availability availability = new OnnxRuntimeBackend().probe();
            System.out.println(availability.isAvailable() + " " + availability.detail());
            try {
                load(args[0]);
            } catch (BackendNotFoundException e) {
                System.out.println("refused " + e.getMessage());
            }
        }
    }

    @Test
    void load_worksInAnEnvironmentThatOthersMade() throws Exception {
        assertThat(run(OthersFirst.class)).contains("loaded [data float32 [?, 3, 2, 2]]");
    }

    /** A limit of the engine that the documentation names; this test tells when it is gone. */
    @Test
    void load_leavesNoRoomForAnEnvironmentWithThreadingOptions() throws Exception {
        assertThat(run(OursFirst.class))
                .contains("Tried to specify the thread pool when creating an OrtEnvironment")
                .endsWith("loaded [data float32 [?, 3, 2, 2]]\n");
    }

    @Test
    void probe_saysWhyTheNativeLibraryDoesNotLoad() throws Exception {
        assertThat(run(Probe.class, "-Donnxruntime.native.path=" + folder))
                .startsWith("false ONNX Runtime's native library does not load")
                .contains(folder.toString(), "com.microsoft.onnxruntime:onnxruntime")
                .contains("refused ONNX Runtime's native library does not load");
    }

    private String run(Class<?> main, String... options) throws IOException, InterruptedException {
        Path model = folder.resolve("model.onnx");
        Files.write(model, TinyOnnx.linear(LinearModel.random(1, 5, Shape.of(3, 2, 2))));
        Path output = folder.resolve("output.txt");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName(), model.toString()));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("ended").isTrue();
        return Files.readString(output, StandardCharsets.UTF_8);
    }
}
