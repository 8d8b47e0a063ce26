package dev.visiontask.detection;

import dev.visiontask.ImageSize;
import dev.visiontask.Setting;
import dev.visiontask.backend.ModelFile;
import dev.visiontask.backend.ModelFormat;
import dev.visiontask.image.ReadOptions;
import dev.visiontask.model.ModelRef;
import dev.visiontask.model.ModelSpec;
import dev.visiontask.preprocess.Geometry;
import dev.visiontask.task.ModelProbe;
import dev.visiontask.task.OutputDecoder;
import dev.visiontask.tensor.DataType;
import dev.visiontask.tensor.Shape;
import dev.visiontask.tensor.Tensor;
import dev.visiontask.tensor.TensorInfo;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A model that exists only by its outputs, worked out by hand. */
final class HandMade {
    private final ImageSize input;
    private final List<Tensor> outputs;
    private List<Tensor> noise;
    private final Map<String, Object> settings = new LinkedHashMap<>(Map.of("rescale_factor", 1));
    private DetectionOptions options = DetectionOptions.NONE;
    private String config = "{}";

    HandMade(ImageSize input, Tensor... outputs) {
        this.input = input;
        this.outputs = List.of(outputs);
        this.noise = this.outputs;
    }

    /** A float32 tensor of zeros. */
    static Tensor zeros(String name, long... dims) {
        return Tensor.allocate(name, DataType.FLOAT32, Shape.of(dims));
    }

    static Tensor floats(String name, Shape shape, float... values) {
        Tensor tensor = Tensor.allocate(name, DataType.FLOAT32, shape);
        tensor.floats().put(0, values);
        return tensor;
    }

    static Tensor longs(String name, Shape shape, long... values) {
        Tensor tensor = Tensor.allocate(name, DataType.INT64, shape);
        for (int i = 0; i < values.length; i++) {
            tensor.bytes().putLong(i * Long.BYTES, values[i]);
        }
        return tensor;
    }

    HandMade labels(String... labels) {
        return setting("labels", List.of(labels));
    }

    HandMade setting(String key, Object value) {
        settings.put(key, value);
        return this;
    }

    HandMade options(DetectionOptions chosen) {
        options = chosen;
        return this;
    }

    /** What the model gives while it is opened, if that is something else. */
    HandMade noise(Tensor... tensors) {
        noise = List.of(tensors);
        return this;
    }

    /** The text of {@code config.json} beside the model. */
    HandMade config(String json) {
        config = json;
        return this;
    }

    /** What is found in a picture of the size of the input. */
    Detections detections() {
        return detections(new Geometry(input, input, 0, 0, input));
    }

    Detections detections(Geometry geometry) {
        return decoder().decode(outputs, 0, geometry, DetectionOptions.NONE);
    }

    Detections second() {
        return decoder().decode(outputs, 1, new Geometry(input, input, 0, 0, input), DetectionOptions.NONE);
    }

    String recognised() {
        return setting("decoder");
    }

    /** The value of a setting that was recognised. */
    String setting(String key) {
        return decoder().settings().stream()
                .filter(setting -> setting.key().equals(key))
                .map(Setting::value)
                .findFirst()
                .orElse("nothing");
    }

    OutputDecoder<Geometry, DetectionOptions, Detections> decoder() {
        DetectionDefinition definition = new DetectionDefinition(ReadOptions.DEFAULT, options);
        ModelSpec spec = spec(definition);
        definition.input(
                spec, new TensorInfo("images", DataType.FLOAT32, Shape.of(1, 3, input.height(), input.width())));
        return definition.decoder(spec, new Outputs(noise));
    }

    private ModelSpec spec(DetectionDefinition definition) {
        try {
            Path folder = Files.createTempDirectory("hand-made");
            Path file = Files.createFile(folder.resolve("model.onnx"));
            Path description = Files.writeString(folder.resolve("config.json"), config);
            ModelSpec spec = ModelSpec.read(
                    ModelRef.of(folder).resolve(), new ModelFile(ModelFormat.ONNX, file), settings, definition.keys());
            Files.delete(file);
            Files.delete(description);
            Files.delete(folder);
            return spec;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Outputs(List<Tensor> tensors) implements ModelProbe {
        @Override
        public List<TensorInfo> outputs() {
            return tensors.stream().map(Tensor::info).toList();
        }

        @Override
        public List<Tensor> run(int pattern) {
            return tensors;
        }
    }
}
