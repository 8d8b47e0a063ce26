package dev.visiontask.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visiontask.backend.Backend;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What every backend owes on damaged models: the process lives, and every error is a {@link
 * dev.visiontask.VisionException} without the text of a library's exception. Damaged models are run in processes of their
 * own, so that a crash is seen as one. Extend it beside {@link BackendContract}.
 */
public abstract class BackendMutationContract {
    private static final int SHORT = 60;
    private static final int LONG = 5_000;
    private static final long LIMIT_SECONDS = 1_200;

    @TempDir
    Path folder;

    /** For backends. */
    protected BackendMutationContract() {}

    /** The backend under test. */
    protected abstract Backend backend();

    /**
     * Writes sound models that use what the backend's models use.
     *
     * @param target an empty folder
     * @return the files to open, each in a folder of its own
     */
    protected abstract List<Path> writeModels(Path target) throws IOException;

    @Test
    void load_survivesDamagedModels() throws Exception {
        run(0, SHORT);
    }

    /** {@code -Dsoak.mutants=N} for another number. */
    @Test
    @Tag("soak")
    void load_survivesThousandsOfDamagedModels() throws Exception {
        run(SHORT, SHORT + Integer.getInteger("soak.mutants", LONG));
    }

    private void run(int first, int last) throws Exception {
        List<Path> models = writeModels(Files.createDirectories(folder.resolve("sound")));
        List<String> faults = new ArrayList<>();
        int next = first;
        while (next < last) {
            List<String> lines = child(models, next, last);
            lines.stream().filter(line -> line.startsWith(MutantRun.FAULT)).forEach(faults::add);
            int reached = lines.stream()
                    .filter(line -> line.startsWith(MutantRun.MARK))
                    .mapToInt(line -> Integer.parseInt(line.substring(MutantRun.MARK.length())))
                    .max()
                    .orElse(-1);
            assertThat(reached).as("the process started: %s", lines).isGreaterThanOrEqualTo(first);
            if (reached < last) {
                faults.add("mutant " + reached + " ended the process");
            }
            next = reached + 1;
        }
        assertThat(faults).isEmpty();
    }

    private List<String> child(List<Path> models, int first, int last) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "-XX:-CreateCoredumpOnCrash", "-cp"));
        command.add(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
        command.add(MutantRun.class.getName());
        Path work = Files.createDirectories(folder.resolve("work"));
        command.addAll(List.of(backend().name(), work.toString(), Integer.toString(first), Integer.toString(last)));
        models.forEach(model -> command.add(model.toString()));
        File output = folder.resolve("output.txt").toFile();
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(work.toFile())
                .redirectOutput(output)
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        Process process = builder.start();
        boolean ended = process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS);
        process.destroyForcibly().waitFor();
        assertThat(ended).as("ended within %d s", LIMIT_SECONDS).isTrue();
        return new String(Files.readAllBytes(output.toPath()), StandardCharsets.ISO_8859_1)
                .lines()
                .toList();
    }
}
