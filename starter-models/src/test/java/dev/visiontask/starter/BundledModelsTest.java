package dev.visiontask.starter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visiontask.ModelNotFoundException;
import dev.visiontask.internal.CacheFolder;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundledModelsTest {
    /** SHA-256 of {@code weights} and of {@code {}}. */
    private static final String INDEX = """
            9a129038d9a00aed0cf6a7ea059ca50a813449061ab87848cf1a13eafdf33b2c  tiny/model.onnx
            44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a  tiny/config.json
            """;

    @TempDir
    Path directory;

    private Path cache;
    private URLClassLoader loader;
    private BundledModels models;

    @BeforeEach
    void prepare() throws IOException {
        cache = directory.resolve("cache");
        open("weights");
    }

    private void open(String weights) throws IOException {
        Path jar = Files.createTempFile(directory, "models", ".jar");
        try (OutputStream out = Files.newOutputStream(jar);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            entry(zip, "bundle/SHA256SUMS", INDEX);
            entry(zip, "bundle/tiny/model.onnx", weights);
            entry(zip, "bundle/tiny/config.json", "{}");
        }
        loader = new URLClassLoader(new URL[] {jar.toUri().toURL()}, null);
        models = new BundledModels(loader, "bundle", () -> cache);
    }

    private static void entry(ZipOutputStream zip, String name, String text) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(text.getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }

    @AfterEach
    void close() throws IOException {
        loader.close();
    }

    private List<String> cached() throws IOException {
        try (Stream<Path> files = Files.list(cache.resolve("starter"))) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    @Test
    void locate_copiesTheModelOutOfTheJarOnce() throws IOException {
        Path folder = models.locate("tiny");

        assertThat(models.ids()).containsExactly("tiny");
        assertThat(folder.resolve("model.onnx")).hasContent("weights");
        assertThat(folder.resolve("config.json")).hasContent("{}");
        assertThat(folder.getFileName().toString()).matches("tiny-[0-9a-f]{16}");
        Object written = Files.getLastModifiedTime(folder.resolve("model.onnx"));
        assertThat(models.locate("tiny")).isEqualTo(folder);
        assertThat(Files.getLastModifiedTime(folder.resolve("model.onnx"))).isEqualTo(written);
        assertThat(cached()).hasSize(1);
    }

    @Test
    void locate_repairsADamagedCopy() throws IOException {
        Path folder = models.locate("tiny");
        Files.writeString(folder.resolve("model.onnx"), "broken");
        Files.delete(folder.resolve("config.json"));

        assertThat(models.locate("tiny")).isEqualTo(folder);
        assertThat(folder.resolve("model.onnx")).hasContent("weights");
        assertThat(folder.resolve("config.json")).exists();
        assertThat(cached()).hasSize(1);
    }

    @Test
    void locate_refusesADamagedJar() throws IOException {
        loader.close();
        open("something else");

        assertThatThrownBy(() -> models.locate("tiny"))
                .isInstanceOf(ModelNotFoundException.class)
                .hasMessageContaining("SHA-256");
        assertThat(cached()).isEmpty();
    }

    @Test
    void locate_givesAllThreadsTheSameFolder() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Path>> calls = new ArrayList<>();
            for (int i = 0; i < 64; i++) {
                calls.add(() -> new BundledModels(loader, "bundle", () -> cache).locate("tiny"));
            }
            Set<Path> folders = new HashSet<>();
            for (Future<Path> folder : threads.invokeAll(calls)) {
                folders.add(folder.get());
            }
            assertThat(folders).hasSize(1);
            assertThat(cached()).hasSize(1);
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void locate_usesPlainFilesInPlace() throws IOException {
        Path plain = directory.resolve("classes/bundle/tiny");
        Files.createDirectories(plain);
        Files.writeString(plain.resolveSibling("SHA256SUMS"), INDEX);
        Files.writeString(plain.resolve("model.onnx"), "weights");
        Files.writeString(plain.resolve("config.json"), "{}");
        try (URLClassLoader classes = new URLClassLoader(
                new URL[] {directory.resolve("classes").toUri().toURL()}, null)) {

            assertThat(new BundledModels(classes, "bundle", () -> cache).locate("tiny"))
                    .isEqualTo(plain);
        }
        assertThat(cache).doesNotExist();
    }

    @Test
    void choose_takesThePropertyThenTheUsersCacheThenTemporaryFiles() throws IOException {
        Path home = Files.createDirectories(directory.resolve("home"));
        Path file = Files.writeString(directory.resolve("file"), "x");
        Properties properties = new Properties();
        properties.setProperty("user.home", home.toString());
        properties.setProperty("user.name", "me/../you");
        properties.setProperty("java.io.tmpdir", directory.resolve("tmp").toString());

        assertThat(CacheFolder.choose(properties, Map.of())).isEqualTo(home.resolve(".cache/visiontask"));
        assertThat(CacheFolder.choose(
                        properties,
                        Map.of("XDG_CACHE_HOME", directory.resolve("xdg").toString())))
                .isEqualTo(directory.resolve("xdg/visiontask"));
        properties.setProperty("user.home", file.toString());
        assertThat(CacheFolder.choose(properties, Map.of())).isEqualTo(directory.resolve("tmp/visiontask-me_.._you"));
        properties.setProperty(StarterModels.CACHE_PROPERTY, cache.toString());
        assertThat(CacheFolder.choose(properties, Map.of())).isEqualTo(cache);
        properties.setProperty(StarterModels.CACHE_PROPERTY, file.toString());
        assertThatThrownBy(() -> CacheFolder.choose(properties, Map.of()))
                .isInstanceOf(ModelNotFoundException.class)
                .hasMessageContaining(StarterModels.CACHE_PROPERTY);
    }
}
