package dev.visiontask.model;

import dev.visiontask.backend.ModelFile;
import dev.visiontask.backend.ModelFormat;
import dev.visiontask.tensor.DataType;
import dev.visiontask.tensor.Shape;
import dev.visiontask.tensor.TensorInfo;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** A model folder under test; the model file is a stand-in, because descriptions never open an ONNX file. */
final class FolderFixture {
    static final Set<ModelFormat> FORMATS = new LinkedHashSet<>(List.of(ModelFormat.ONNX, ModelFormat.MXNET));
    static final Set<String> TASK_KEYS = Set.of(
            "activation",
            "output",
            "multi_label",
            "label_offset",
            "background_index",
            "output_scale",
            "output_zero_point",
            "top_k",
            "score_threshold");
    static final TensorInfo FLOAT_224 = input(DataType.FLOAT32, 1, 3, 224, 224);
    static final TensorInfo FLOAT_OPEN = input(DataType.FLOAT32, -1, -1, -1, -1);
    static final TensorInfo BYTES_224 = input(DataType.UINT8, 1, 224, 224, 3);

    private final Path directory;

    FolderFixture(Path directory) {
        this.directory = directory;
    }

    static TensorInfo input(DataType type, long... dims) {
        return new TensorInfo("input", type, Shape.of(dims));
    }

    /** Single quotes stand for double quotes in JSON files. */
    FolderFixture with(String name, String text) {
        try {
            Path file = directory.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, name.endsWith(".json") ? text.replace('\'', '"') : text);
            return this;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    FolderFixture withModel() {
        return with("model.onnx", "stand-in");
    }

    FolderFixture withOurs(String keys) {
        return with("config.json", "{'visiontask': {" + keys + "}}");
    }

    ModelFolder folder() {
        return ModelRef.of(directory).resolve();
    }

    ModelFile file() {
        return folder().modelFiles(FORMATS).get(0);
    }

    ModelSpec spec() {
        return spec(Map.of());
    }

    /** As the task reads it that knows these keys. */
    ModelSpec specWithKeys(Set<String> taskKeys) {
        return ModelSpec.read(folder(), file(), Map.of(), taskKeys);
    }

    ModelSpec spec(Map<String, ?> builder) {
        return ModelSpec.read(folder(), folder().modelFiles(FORMATS, builder).get(0), builder, TASK_KEYS);
    }

    /** {@code value (origin)} of each setting by key. */
    static Map<String, String> settings(ModelSpec spec) {
        return spec.settings().stream()
                .collect(Collectors.toMap(
                        setting -> setting.key(), setting -> setting.value() + " (" + setting.origin() + ")"));
    }
}
