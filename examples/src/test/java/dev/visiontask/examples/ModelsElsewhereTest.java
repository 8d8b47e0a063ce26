package dev.visiontask.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import dev.visiontask.ImageSource;
import dev.visiontask.backend.Backends;
import dev.visiontask.classification.Classification;
import dev.visiontask.classification.ImageClassifier;
import dev.visiontask.model.ModelRef;
import java.awt.Color;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A model folder and images in archives and in memory give the same results as on the disk, on each engine. */
class ModelsElsewhereTest {
    private static final String MODEL = "page-orientation";

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "zip, onnxruntime", "zip, opencv-dnn", "zip, mxnet",
        "jar, onnxruntime", "jar, opencv-dnn", "jar, mxnet",
        "memory, onnxruntime", "memory, opencv-dnn", "memory, mxnet",
        "channels, onnxruntime", "channels, opencv-dnn", "channels, mxnet"
    })
    void run_givesTheSameAsOnTheDisk(String place, String backend) throws IOException {
        assumeWorks(backend);
        Path model = ModelRef.of(MODEL).resolve().directory();
        Path image = ColorModel.picture(folder.resolve("image.png"), new Color(200, 40, 90));

        try (FileSystem system = open(place, model, image)) {
            Path there = system.getPath("/models/" + MODEL);
            List<Classification> found = classes(there, backend, system.getPath("/models/image.png"));

            assertThat(found).isEqualTo(classes(model, backend, image)).hasSize(4);
        }
    }

    private static void assumeWorks(String name) {
        Assumptions.assumeTrue(
                Backends.find().installed().stream()
                        .anyMatch(backend ->
                                backend.name().equals(name) && backend.probe().isAvailable()),
                name + " has no library for this machine");
    }

    private static List<Classification> classes(Path model, String backend, Path image) {
        try (ImageClassifier classifier =
                ImageClassifier.builder().model(model).backend(backend).build()) {
            assertThat(classifier.info().backend()).isEqualTo(backend);
            return classifier.run(ImageSource.of(image)).classes();
        }
    }

    /** A file system with the model and the image in the folder {@code /models}. */
    private FileSystem open(String place, Path model, Path image) throws IOException {
        if (place.equals("jar")) {
            // As an application's own jar, which was made by other tools than the JDK's file system.
            return FileSystems.newFileSystem(
                    URI.create("jar:" + jar(model, image).toUri()), Map.of());
        }
        FileSystem system =
                switch (place) {
                    case "zip" -> FileSystems.newFileSystem(folder.resolve("a.zip"), Map.of("create", "true"));
                    case "memory" -> Jimfs.newFileSystem(Configuration.unix());
                    default ->
                        Jimfs.newFileSystem(Configuration.unix().toBuilder()
                                .setSupportedFeatures()
                                .build());
                };
        Path target = Files.createDirectories(system.getPath("/models/" + MODEL));
        for (Path file : files(model)) {
            Files.copy(file, target.resolve(file.getFileName().toString()));
        }
        Files.copy(image, system.getPath("/models/image.png"));
        return system;
    }

    private Path jar(Path model, Path image) throws IOException {
        Path jar = folder.resolve("application.jar");
        try (OutputStream bytes = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(bytes)) {
            for (Path file : files(model)) {
                add(out, MODEL + "/" + file.getFileName(), file);
            }
            add(out, "image.png", image);
        }
        return jar;
    }

    private static void add(JarOutputStream out, String name, Path file) throws IOException {
        out.putNextEntry(new JarEntry("models/" + name));
        Files.copy(file, out);
        out.closeEntry();
    }

    private static List<Path> files(Path model) throws IOException {
        try (Stream<Path> files = Files.list(model)) {
            return files.toList();
        }
    }
}
