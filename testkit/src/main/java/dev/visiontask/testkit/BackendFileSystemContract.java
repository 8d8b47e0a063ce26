package dev.visiontask.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visiontask.ModelFormatException;
import dev.visiontask.ModelNotFoundException;
import dev.visiontask.backend.BackendOptions;
import dev.visiontask.backend.LoadedModel;
import dev.visiontask.backend.ModelFile;
import dev.visiontask.backend.Session;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The part of {@link BackendContract} about models in archives and other file systems than the default one. */
abstract class BackendFileSystemContract extends BackendLoadingContract {
    private static final String TEMPORARY = "java.io.tmpdir";

    /**
     * Empty file systems to open models from, closed by the test: a zip and a jar file unless overridden. Add others here,
     * such as one in memory.
     *
     * @param target an empty folder for archives
     */
    protected List<FileSystem> fileSystems(Path target) throws IOException {
        URI jar = URI.create("jar:" + target.resolve("application.jar").toUri());
        List<FileSystem> systems = new ArrayList<>();
        systems.add(FileSystems.newFileSystem(target.resolve("models.zip"), Map.of("create", "true")));
        systems.add(FileSystems.newFileSystem(jar, Map.of("create", "true")));
        return systems;
    }

    @TestFactory
    Stream<DynamicTest> load_readsFromAnyFileSystem() throws IOException {
        return inEach("gives the same results", file -> {
            try (LoadedModel model = backend().load(file, BackendOptions.DEFAULT);
                    Session session = model.newSession()) {
                new Answers(named(MODEL), session).check(1, 3);
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> load_refusesAMissingFileOfAnyFileSystem() throws IOException {
        return inEach("refuses a missing file", file -> {
            Files.delete(file.path());

            assertThatThrownBy(() -> backend().load(file, BackendOptions.DEFAULT))
                    .isInstanceOf(ModelNotFoundException.class)
                    .hasMessageContaining(file.path().toString());
        });
    }

    @TestFactory
    Stream<DynamicTest> load_refusesACorruptFileOfAnyFileSystem() throws IOException {
        return inEach("refuses a corrupt file", file -> {
            Files.write(file.path(), new byte[] {1, 2, 3, 4});

            assertThatThrownBy(() -> backend().load(file, BackendOptions.DEFAULT))
                    .isInstanceOf(ModelFormatException.class)
                    .hasMessageContaining(file.path().toString());
        });
    }

    private Stream<DynamicTest> inEach(String what, Step step) throws IOException {
        // The engine unpacks its library into the temporary folder when it is first asked for.
        backend().probe();
        List<DynamicTest> tests = new ArrayList<>();
        for (FileSystem system : fileSystems(Files.createTempDirectory(folder, "systems"))) {
            tests.add(DynamicTest.dynamicTest(
                    what + " in " + system.provider().getScheme() + " " + system, () -> run(system, step)));
        }
        return tests.stream();
    }

    private void run(FileSystem system, Step step) throws IOException {
        Path temporary = Files.createTempDirectory(folder, "temporary");
        String before = System.getProperty(TEMPORARY);
        System.setProperty(TEMPORARY, temporary.toString());
        try (system) {
            Path target = Files.createDirectories(system.getPath("/models/a net"));
            step.with(copy(write(MODEL, "original"), target));
        } finally {
            System.setProperty(TEMPORARY, before);
        }
        try (Stream<Path> left = Files.list(temporary)) {
            assertThat(left).as("temporary files that are left").isEmpty();
        }
    }

    /** By names, since one path cannot be resolved against that of another file system. */
    private static ModelFile copy(ModelFile file, Path target) throws IOException {
        Path source = file.path().toAbsolutePath().getParent();
        try (Stream<Path> files = Files.list(source)) {
            for (Path each : files.toList()) {
                Files.copy(each, target.resolve(each.getFileName().toString()));
            }
        }
        return new ModelFile(
                file.format(), target.resolve(file.path().getFileName().toString()));
    }

    private interface Step {
        void with(ModelFile file) throws IOException;
    }
}
