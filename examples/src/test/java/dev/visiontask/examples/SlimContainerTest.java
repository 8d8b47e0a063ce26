package dev.visiontask.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visiontask.model.ModelRef;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The home and the temporary folder of containers, which may not be writable: tasks work, or refuse by an error of this
 * library that says which folder it is and which setting names another. Folders below a plain file cannot be made, not even
 * by root.
 */
class SlimContainerTest {
    @TempDir
    Path folder;

    private Path unwritable = Path.of("");
    private Path zip = Path.of("");

    @BeforeEach
    void prepare() throws IOException {
        unwritable = Files.createFile(folder.resolve("a file"));
        zip = folder.resolve("model.zip");
        Path model = ModelRef.of("page-orientation").resolve().directory();
        try (FileSystem system = FileSystems.newFileSystem(zip, Map.of("create", "true"));
                Stream<Path> files = Files.list(model)) {
            Path target = Files.createDirectories(system.getPath("/model"));
            for (Path file : files.toList()) {
                Files.copy(file, target.resolve(file.getFileName().toString()));
            }
        }
    }

    @Test
    void everything_worksWithoutAHome() throws Exception {
        Map<String, String> parts = run(Files.createDirectory(folder.resolve("tmp")));

        assertThat(parts.get("mxnet")).matches("works|refused: BackendNotFoundException: .*native library.*");
        parts.remove("mxnet");
        assertThat(parts.values()).hasSize(6).containsOnly("works");
    }

    @Test
    void everything_worksOrSaysWhichFolderItNeedsWithoutATemporaryOne() throws Exception {
        Map<String, String> parts = run(unwritable.resolve("tmp"));

        assertThat(parts).hasSize(7);
        parts.forEach((part, result) -> assertThat(result)
                .as(part)
                .matches("works|refused: [A-Za-z]+Exception: .*(java.io.tmpdir|cachedir|ENGINE_CACHE_DIR|"
                        + "visiontask.cache|classifier).*"));
    }

    private Map<String, String> run(Path temporary) throws Exception {
        Path output = folder.resolve("output.txt");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-Djava.io.tmpdir=" + temporary,
                "-Duser.home=" + unwritable.resolve("home")));
        String path = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        command.addAll(List.of("-cp", path));
        command.addAll(List.of(
                SlimContainer.class.getName(),
                zip.toString(),
                folder.resolve("film").toString()));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().keySet().removeAll(List.of("XDG_CACHE_HOME", "DJL_CACHE_DIR", "ENGINE_CACHE_DIR"));
        builder.environment().put("HOME", unwritable.resolve("home").toString());
        Process process = builder.start();
        boolean hasEnded = process.waitFor(300, TimeUnit.SECONDS);
        process.destroyForcibly();
        String text = Files.readString(output, StandardCharsets.UTF_8);
        assertThat(hasEnded).as("ended in time: %s", text).isTrue();
        assertThat(text).doesNotContain("broken:");
        Map<String, String> parts = new LinkedHashMap<>();
        text.lines().filter(line -> line.startsWith("PART ")).forEach(line -> {
            String[] words = line.split(" ", 3);
            parts.put(words[1], words[2]);
        });
        return parts;
    }
}
