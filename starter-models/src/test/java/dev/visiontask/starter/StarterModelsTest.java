package dev.visiontask.starter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visiontask.backend.ModelFormat;
import dev.visiontask.model.ModelProvider;
import dev.visiontask.model.ModelRef;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class StarterModelsTest {
    private static final Path SOURCES =
            Path.of("src/main/resources/dev/visiontask/starter").toAbsolutePath();

    @Test
    void load_findsTheProvider() {
        assertThat(ServiceLoader.load(ModelProvider.class))
                .anySatisfy(provider -> assertThat(provider).isInstanceOf(StarterModels.class));
    }

    @Test
    void locate_givesEveryIdACompleteFolder() {
        StarterModels models = new StarterModels();

        for (String id : models.ids()) {
            assertThat(ModelRef.of(id).resolve().modelFiles(Set.of(ModelFormat.ONNX)))
                    .as(id)
                    .hasSize(1);
        }
    }

    @Test
    void locate_refusesAnUnknownId() {
        assertThatThrownBy(() -> new StarterModels().locate("nothing"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("nothing");
    }

    @Test
    void index_listsEveryFileWithItsHash() throws IOException {
        List<String> index = Files.readAllLines(SOURCES.resolve("SHA256SUMS"));

        assertThat(index)
                .as(
                        "run in %s: find * -type f ! -name SHA256SUMS | LC_ALL=C sort | xargs -r sha256sum > SHA256SUMS",
                        SOURCES)
                .containsExactlyInAnyOrderElementsOf(actual());
    }

    private static Set<String> actual() throws IOException {
        Set<String> lines = new TreeSet<>();
        try (Stream<Path> files = Files.walk(SOURCES)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = SOURCES.relativize(file).toString().replace('\\', '/');
                if (!name.equals("SHA256SUMS")) {
                    lines.add(sha256(Files.readAllBytes(file)) + "  " + name);
                }
            }
        }
        return lines;
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
