package dev.visiontask.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visiontask.ModelFormatException;
import dev.visiontask.ModelNotFoundException;
import dev.visiontask.backend.ModelFile;
import dev.visiontask.backend.ModelFormat;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelRefTest {
    @TempDir
    Path directory;

    private FolderFixture folder;

    @BeforeEach
    void prepare() {
        folder = new FolderFixture(directory);
    }

    @Test
    void resolve_listsTheNeighboursWhenAPathIsMissing() {
        folder.with("model.onnx", "x");

        assertThatThrownBy(() -> ModelRef.of(directory.resolve("modle.onnx")).resolve())
                .isInstanceOf(ModelNotFoundException.class)
                .hasMessageContaining("model.onnx")
                .hasMessageContaining("Did you mean model.onnx?");
    }

    @Test
    void resolve_saysWhatWasLookedForWhenNothingHasTheName() {
        assertThatThrownBy(() -> ModelRef.of("no-such-model").resolve())
                .isInstanceOf(ModelNotFoundException.class)
                .hasMessageContaining(Path.of("no-such-model").toAbsolutePath().toString())
                .hasMessageContaining("known ids: fake-model");
    }

    @Test
    void resolve_givesTheProvidersFolderWhenTheTextIsAnId() {
        ModelFolder found = ModelRef.of("fake-model").resolve();

        assertThat(found.name()).isEqualTo("fake-model");
        assertThat(found.directory()).isEqualTo(FakeModelProvider.DIRECTORY);
    }

    @Test
    void resolve_suggestsTheNearestIdWhenItIsMisspelt() {
        assertThatThrownBy(() -> ModelRef.of("fake-modle").resolve()).hasMessageContaining("Did you mean fake-model?");
    }

    @Test
    void of_refusesAnEmptyName() {
        assertThatThrownBy(() -> ModelRef.of(" ")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void modelFiles_givesOneFilePerFormat() {
        folder.with("net.onnx", "x").with("net-symbol.json", "{}").with("net-0000.params", "x");

        assertThat(folder.folder().modelFiles(FolderFixture.FORMATS))
                .containsExactlyInAnyOrder(
                        new ModelFile(ModelFormat.ONNX, directory.resolve("net.onnx")),
                        new ModelFile(ModelFormat.MXNET, directory.resolve("net-symbol.json")));
    }

    @Test
    void modelFiles_honoursTheKeyFormat() {
        folder.with("net.onnx", "x").with("net-symbol.json", "{}").withOurs("'format': 'mxnet'");

        assertThat(folder.folder().modelFiles(FolderFixture.FORMATS)).hasSize(1);
        assertThat(folder.file().format()).isEqualTo(ModelFormat.MXNET);
    }

    @Test
    void modelFiles_prefersModelOnnxAndTheNamedFile() {
        folder.with("model.onnx", "x").with("other.onnx", "x");

        assertThat(folder.file().path()).isEqualTo(directory.resolve("model.onnx"));
        assertThat(folder.folder()
                        .modelFiles(FolderFixture.FORMATS, Map.of("file", "other.onnx"))
                        .get(0)
                        .path())
                .isEqualTo(directory.resolve("other.onnx"));
        folder.withOurs("'file': 'other.onnx'");
        assertThat(folder.file().path()).isEqualTo(directory.resolve("other.onnx"));
    }

    @Test
    void modelFiles_looksIntoTheExportersFolderWhenTheMainOneHasNone() {
        folder.with("onnx/model.onnx", "x")
                .with("onnx/model_quantized.onnx", "x")
                .with("config.json", "{}");

        assertThat(folder.file().path()).isEqualTo(directory.resolve("onnx/model.onnx"));
    }

    @Test
    void modelFiles_asksForAChoiceWhenThereAreSeveral() {
        folder.with("a.onnx", "x").with("b.onnx", "x");

        assertThatThrownBy(() -> folder.file())
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("a.onnx, b.onnx")
                .hasMessageContaining("\"file\"");
    }

    @Test
    void modelFiles_listsTheFolderWhenItHasNoModel() {
        folder.with("readme.txt", "x");

        assertThatThrownBy(() -> folder.file())
                .isInstanceOf(ModelNotFoundException.class)
                .hasMessageContaining("*.onnx")
                .hasMessageContaining("readme.txt");
    }

    @Test
    void modelFiles_takesOnlyTheFileThatTheCallerNamed() {
        folder.with("a.onnx", "x").with("b.onnx", "x");

        assertThat(ModelRef.of(directory.resolve("b.onnx").toString()).resolve().modelFiles(FolderFixture.FORMATS))
                .containsExactly(new ModelFile(ModelFormat.ONNX, directory.resolve("b.onnx")));
    }

    @Test
    void modelFiles_refusesAFileOfAnUnknownFormat() {
        folder.with("net-0000.params", "x");

        assertThatThrownBy(() -> ModelRef.of(directory.resolve("net-0000.params"))
                        .resolve()
                        .modelFiles(FolderFixture.FORMATS))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("*-symbol.json");
    }

    @Test
    void modelFiles_refusesADescriptionThatReachesOutOfItsFolder() {
        folder.withModel().withOurs("'file': '../../etc/passwd'");

        assertThatThrownBy(() -> folder.file())
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("inside");
    }

    private URLClassLoader jar(String... namesAndContents) throws IOException {
        Path jar = directory.resolve("models.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            for (int i = 0; i < namesAndContents.length; i += 2) {
                out.putNextEntry(new JarEntry(namesAndContents[i]));
                out.write(namesAndContents[i + 1].getBytes(StandardCharsets.UTF_8));
            }
        }
        return new URLClassLoader(new URL[] {jar.toUri().toURL()}, null);
    }

    @Test
    void ofResource_copiesAModelOutOfAJarWithWhatBelongsToIt() throws IOException {
        try (URLClassLoader loader =
                jar("models/a-symbol.json", "{}", "models/a-0000.params", "weights", "models/config.json", "{ }")) {
            ModelFolder found =
                    ModelRef.ofResource("models/a-symbol.json", loader).resolve();

            assertThat(found.directory().resolve("a-symbol.json")).hasContent("{}");
            assertThat(found.directory().resolve("a-0000.params")).hasContent("weights");
            assertThat(found.directory().resolve("config.json")).hasContent("{ }");
            assertThat(found.only()).contains(found.directory().resolve("a-symbol.json"));
            assertThat(ModelRef.ofResource("/models/a-symbol.json", loader)
                            .resolve()
                            .directory())
                    .isEqualTo(found.directory());
        }
    }

    @Test
    void ofResource_takesAFileAsItIs() throws IOException {
        Path model = directory.resolve("own.onnx");
        Files.writeString(model, "x");
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {directory.toUri().toURL()}, null)) {
            assertThat(ModelRef.ofResource("own.onnx", loader).resolve().only()).contains(model.toAbsolutePath());
        }
    }

    @Test
    void ofResource_saysWhatToLookForWhenThereIsNone() {
        assertThatThrownBy(() -> ModelRef.ofResource("models/none.onnx").resolve())
                .isInstanceOf(ModelNotFoundException.class)
                .hasMessageContaining("models/none.onnx")
                .hasMessageContaining("class path");
    }
}
