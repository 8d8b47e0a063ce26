package dev.visiontask.backend.onnxruntime;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.visiontask.backend.Session;
import dev.visiontask.tensor.Shape;
import dev.visiontask.tensor.Tensor;
import dev.visiontask.tensor.TensorInfo;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The buffers of one line of execution. The engine is given our buffers for inputs and, as soon as their shapes are
 * known, for outputs too, so that a run neither copies nor allocates.
 */
final class OrtModelSession implements Session {
    private final OrtModel model;
    private final OrtEnvironment environment;
    private final OrtSession session;
    private final List<TensorInfo> declaredInputs;
    private final List<OrtOutput> outputs;
    private final Map<String, OrtInput> inputs = new LinkedHashMap<>();
    private final Map<String, OnnxTensor> inputValues = new LinkedHashMap<>();
    private final Map<String, OnnxTensor> pinned = new LinkedHashMap<>();
    private final Set<String> requested = new LinkedHashSet<>();
    private boolean closed;

    OrtModelSession(
            OrtModel model,
            OrtEnvironment environment,
            OrtSession session,
            List<TensorInfo> declaredInputs,
            List<TensorInfo> declaredOutputs) {
        this.model = model;
        this.environment = environment;
        this.session = session;
        this.declaredInputs = declaredInputs;
        this.outputs = declaredOutputs.stream().map(OrtOutput::new).toList();
        declaredInputs.forEach(input -> inputs.put(input.name(), new OrtInput(input, inputValues)));
        outputs.forEach(output -> requested.add(output.name()));
    }

    @Override
    public Tensor input(String name, Shape shape) {
        requireOpen();
        OrtInput input = inputs.get(name);
        if (input == null) {
            throw new IllegalArgumentException("Expected one of the inputs " + declaredInputs + ", found: " + name);
        }
        Tensor ready = input.ready(shape);
        if (ready != null) {
            return ready;
        }
        boolean isOtherShape = !input.hasShape(shape);
        Tensor tensor = input.reshape(shape, this::wrap);
        if (isOtherShape) {
            // The outputs' shapes may follow the input's.
            outputs.forEach(this::unpin);
            outputs.forEach(OrtOutput::forgetShape);
        }
        return tensor;
    }

    @Override
    public List<Tensor> run() {
        requireOpen();
        if (inputValues.size() < declaredInputs.size()) {
            List<String> missing = declaredInputs.stream()
                    .map(TensorInfo::name)
                    .filter(name -> !inputValues.containsKey(name))
                    .toList();
            throw new IllegalStateException("Expected all inputs to be filled before the run, missing: " + missing);
        }
        for (OrtOutput output : outputs) {
            if (output.memory().isToBeReplaced()) {
                unpin(output);
            }
        }
        try {
            return runEngine();
        } catch (OrtException e) {
            return runUnpinned(e);
        }
    }

    private List<Tensor> runEngine() throws OrtException {
        try (OrtSession.Result result = session.run(inputValues, requested, pinned)) {
            List<Tensor> tensors = new ArrayList<>(outputs.size());
            for (OrtOutput output : outputs) {
                if (requested.contains(output.name())) {
                    output.take(result.get(output.name()).orElseThrow());
                    pin(output);
                }
                tensors.add(output.tensor());
            }
            countUse();
            return tensors;
        }
    }

    private void countUse() {
        for (OrtInput input : inputs.values()) {
            input.memory().used();
        }
        for (OrtOutput output : outputs) {
            output.memory().used();
        }
    }

    /** The engine refuses a buffer that does not fit, which is how a shape that depends on the data shows itself. */
    private List<Tensor> runUnpinned(OrtException first) {
        if (pinned.isEmpty()) {
            throw OrtErrors.onRun(filled(), first);
        }
        outputs.forEach(this::unpin);
        try {
            return runEngine();
        } catch (OrtException e) {
            throw OrtErrors.onRun(filled(), e);
        }
    }

    private List<TensorInfo> filled() {
        return inputs.values().stream()
                .map(input -> input.memory().current())
                .filter(Objects::nonNull)
                .map(Tensor::info)
                .toList();
    }

    private void pin(OrtOutput output) {
        if (output.mayBePinned()) {
            pinned.put(output.name(), wrap(output.tensor()));
            requested.remove(output.name());
        }
    }

    private void unpin(OrtOutput output) {
        OnnxTensor value = pinned.remove(output.name());
        if (value != null) {
            value.close();
            requested.add(output.name());
        }
    }

    private OnnxTensor wrap(Tensor tensor) {
        try {
            return OnnxTensor.createTensor(
                    environment, tensor.bytes(), tensor.shape().toArray(), OrtTypes.javaType(tensor.type()));
        } catch (OrtException e) {
            throw OrtErrors.onRun(List.of(tensor.info()), e);
        }
    }

    @Override
    public long nativeBytes() {
        long bytes = 0;
        for (OrtInput input : inputs.values()) {
            bytes += input.memory().bytes();
        }
        for (OrtOutput output : outputs) {
            bytes += output.memory().bytes();
        }
        return bytes;
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            try {
                inputs.values().forEach(OrtInput::close);
                pinned.values().forEach(OnnxTensor::close);
                inputs.values().forEach(input -> input.memory().clear());
                outputs.forEach(output -> output.memory().clear());
            } finally {
                model.leave();
            }
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("The session is closed");
        }
    }
}
