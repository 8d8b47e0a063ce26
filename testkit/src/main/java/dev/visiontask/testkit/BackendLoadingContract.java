package dev.visiontask.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.visiontask.ModelFormatException;
import dev.visiontask.ModelNotFoundException;
import dev.visiontask.UnsupportedOptionException;
import dev.visiontask.VisionException;
import dev.visiontask.backend.Availability;
import dev.visiontask.backend.Backend;
import dev.visiontask.backend.BackendOptions;
import dev.visiontask.backend.LoadedModel;
import dev.visiontask.backend.ModelFile;
import dev.visiontask.backend.ModelFormat;
import dev.visiontask.tensor.Shape;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The half of {@link BackendContract} that is about finding, opening and refusing models. */
abstract class BackendLoadingContract {
    /** Small enough to see through, with an image's four dimensions. */
    static final LinearModel MODEL = LinearModel.random(7, 5, Shape.of(3, 2, 2));

    /** A folder of this test. */
    @TempDir
    Path folder;

    /** A new instance of the backend under test, made by its public no-argument constructor. */
    protected abstract Backend backend();

    /**
     * Writes a model in the backend's own format. Rename the tensors with {@link LinearModel#named} if the format needs
     * other names, and override {@link #named} alike.
     *
     * @param target an empty folder; every file written to it belongs to the model
     */
    protected abstract ModelFile writeModel(LinearModel model, Path target) throws IOException;

    /**
     * Writes a model that gives the right answers for one item, and on which the engine itself fails at run time when it
     * is given {@link #shapeThatFails}: one that reshapes its input to one row, say.
     */
    protected abstract ModelFile writeModelForOneItem(LinearModel model, Path target) throws IOException;

    /** A shape that the model for one item is declared to take, and fails on; two items unless overridden. */
    protected Shape shapeThatFails(LinearModel model) {
        return model.batchShape(2);
    }

    /** The model under the names that the format gives to its tensors. */
    protected LinearModel named(LinearModel model) {
        return model;
    }

    /**
     * Whether the format declares the shapes of inputs, so that a wrong one is refused before the engine sees it. Where
     * it does not, the run must fail instead.
     */
    protected boolean declaresShapes() {
        return true;
    }

    final LoadedModel load(LinearModel model) {
        return backend().load(write(model, "model"), BackendOptions.DEFAULT);
    }

    final ModelFile write(LinearModel model, String name) {
        try {
            return writeModel(named(model), Files.createDirectories(folder.resolve(name)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void name_isLowerCase() {
        assertThat(backend().name()).matches("[a-z][a-z0-9-]*");
    }

    @Test
    void backend_isFoundByServiceLoader() {
        assertThat(ServiceLoader.load(Backend.class).stream().map(ServiceLoader.Provider::type))
                .as("META-INF/services/%s names the class", Backend.class.getName())
                .contains(backend().getClass());
    }

    @Test
    void probe_saysTheEngineAndItsVersion() {
        Availability availability = backend().probe();

        assertThat(availability.isAvailable()).as(availability.detail()).isTrue();
        assertThat(availability.detail()).containsPattern("\\d+\\.\\d+");
    }

    @Test
    void formats_areWhatTheModelsAreWrittenIn() {
        ModelFile file = write(MODEL, "model");

        assertThat(backend().formats()).contains(file.format());
        assertThat(file.format().matches(String.valueOf(file.path().getFileName())))
                .isTrue();
        assertThat(backend().isNativeFor(new ModelFormat("no-such-format", ".none")))
                .isFalse();
    }

    @Test
    void load_declaresInputsAndOutputs() {
        try (LoadedModel model = load(MODEL)) {
            LinearModel expected = named(MODEL);

            assertThat(model.inputs()).hasSize(1);
            assertThat(model.inputs().get(0).name()).isEqualTo(expected.input().name());
            assertThat(model.inputs().get(0).type()).isEqualTo(expected.input().type());
            assertThat(model.inputs().get(0).shape().accepts(MODEL.batchShape(1)))
                    .isTrue();
            assertThat(model.inputs().get(0).shape().isKnown()).isEqualTo(declaresShapes());
            assertThat(model.outputs()).hasSize(1);
            assertThat(model.outputs().get(0).name())
                    .isEqualTo(expected.output().name());
            assertThat(model.outputs().get(0).type())
                    .isEqualTo(expected.output().type());
            assertThat(model.outputs().get(0).shape().accepts(Shape.of(1, 5))).isTrue();
            assertThat(model.metadata()).isNotNull();
            assertThat(model.device()).isEqualTo("cpu");
        }
    }

    @Test
    void load_readsFoldersWithSpaces() {
        try (LoadedModel model = backend().load(write(MODEL, "a folder, (with) marks"), BackendOptions.DEFAULT)) {
            assertThat(model.inputs()).hasSize(1);
        }
    }

    @Test
    void load_namesTheFileThatIsMissing() throws IOException {
        for (Path missing : companions(write(MODEL, "model"))) {
            ModelFile file = write(MODEL, "model");
            Files.delete(missing);

            assertThatThrownBy(() -> backend().load(file, BackendOptions.DEFAULT))
                    .isInstanceOf(ModelNotFoundException.class)
                    .hasMessageContaining(missing.toString());
        }
    }

    @Test
    void load_refusesADirectory() throws IOException {
        ModelFile file = write(MODEL, "model");
        Files.delete(file.path());
        Files.createDirectory(file.path());

        assertThatThrownBy(() -> backend().load(file, BackendOptions.DEFAULT))
                .isInstanceOfAny(ModelNotFoundException.class, ModelFormatException.class)
                .hasMessageContaining(file.path().toString());
    }

    @Test
    void load_namesTheFileThatIsCorrupt() throws IOException {
        byte[] noise = new byte[4096];
        new Random(1).nextBytes(noise);
        assertRefusedWith(bytes -> noise);
    }

    @Test
    void load_namesTheFileThatIsEmpty() throws IOException {
        assertRefusedWith(bytes -> new byte[0]);
    }

    @Test
    void load_namesTheFileThatIsTruncated() throws IOException {
        assertRefusedWith(bytes -> Arrays.copyOf(bytes, bytes.length / 2));
    }

    private void assertRefusedWith(Damage damage) throws IOException {
        for (Path damaged : companions(write(MODEL, "model"))) {
            ModelFile file = write(MODEL, "model");
            Files.write(damaged, damage.to(Files.readAllBytes(damaged)));

            assertThatThrownBy(() -> backend().load(file, BackendOptions.DEFAULT))
                    .isInstanceOf(ModelFormatException.class)
                    .hasMessageContaining(damaged.toString());
        }
    }

    @Test
    void load_survivesEveryLengthOfATruncatedFile() throws IOException {
        for (Path damaged : companions(write(MODEL, "model"))) {
            ModelFile file = write(MODEL, "model");
            byte[] bytes = Files.readAllBytes(damaged);
            for (int length = 1; length < bytes.length; length += 1 + bytes.length / 50) {
                Files.write(damaged, Arrays.copyOf(bytes, length));
                Throwable error = catchThrowable(
                        () -> backend().load(file, BackendOptions.DEFAULT).close());
                assertThat(error).as("cut to %d bytes", length).isInstanceOfAny(VisionException.class);
            }
        }
    }

    @Test
    void load_worksAfterAFailedLoad() throws IOException {
        ModelFile file = write(MODEL, "broken");
        Files.write(file.path(), new byte[] {1, 2, 3});
        assertThatThrownBy(() -> backend().load(file, BackendOptions.DEFAULT)).isInstanceOf(VisionException.class);

        load(MODEL).close();
    }

    @Test
    void load_refusesAnUnknownFormat() {
        Path path = write(MODEL, "model").path();
        ModelFile file = new ModelFile(new ModelFormat("no-such-format", ".none"), path);

        assertThatThrownBy(() -> backend().load(file, BackendOptions.DEFAULT))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("no-such-format")
                .hasMessageContaining(backend().formats().iterator().next().id());
    }

    @Test
    void load_refusesAnUnknownDevice() {
        ModelFile file = write(MODEL, "model");

        assertThatThrownBy(() -> backend().load(file, new BackendOptions("abacus", 1, 1, Map.of())))
                .isInstanceOf(UnsupportedOptionException.class)
                .hasMessageContaining("abacus")
                .hasMessageContaining("cpu");
    }

    @Test
    void load_refusesAnUnknownProperty() {
        ModelFile file = write(MODEL, "model");

        assertThatThrownBy(() -> backend().load(file, new BackendOptions("cpu", 1, 1, Map.of("no.such.key", "1"))))
                .isInstanceOf(UnsupportedOptionException.class)
                .hasMessageContaining("no.such.key")
                .hasMessageContaining(backend().name());
    }

    private static List<Path> companions(ModelFile file) throws IOException {
        Path parent = file.path().toAbsolutePath().getParent();
        try (Stream<Path> files = Files.list(parent)) {
            return files.sorted().toList();
        }
    }

    private interface Damage {
        byte[] to(byte[] bytes);
    }
}
