package dev.visiontask.backend.opencvdnn;

import dev.visiontask.backend.Session;
import dev.visiontask.tensor.Shape;
import dev.visiontask.tensor.Tensor;
import dev.visiontask.tensor.TensorInfo;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.opencv.core.Mat;

/** A net and its buffers. */
final class DnnSession implements Session {
    private final OnnxHeader header;
    private final DnnNet net;
    private final List<String> outputNames;
    private final List<DnnOutput> outputs;
    private final Map<String, DnnInput> inputs = new LinkedHashMap<>();
    private boolean closed;

    DnnSession(OnnxHeader header, DnnNet net) {
        this.header = header;
        this.net = net;
        this.outputNames = header.outputs().stream().map(TensorInfo::name).toList();
        this.outputs = header.outputs().stream().map(DnnOutput::new).toList();
        header.inputs().forEach(input -> inputs.put(input.name(), new DnnInput(input, header.isCast(input.name()))));
    }

    @Override
    public Tensor input(String name, Shape shape) {
        requireOpen();
        DnnInput input = inputs.get(name);
        if (input == null) {
            throw new IllegalArgumentException("Expected one of the inputs " + header.inputs() + ", found: " + name);
        }
        Tensor ready = input.ready(shape);
        if (ready != null) {
            return ready;
        }
        input.declared().requireAccepts(shape);
        return input.reshape(shape, parts(input.declared(), shape));
    }

    /** Into how many runs a batch is cut: OpenCV fixes an open batch size at 1 when it reads the file. */
    private int parts(TensorInfo declared, Shape shape) {
        if (!hasOpenBatch(declared) || shape.dim(0) <= 1) {
            return 1;
        }
        if (!header.inputs().stream().allMatch(DnnSession::hasOpenBatch)
                || !header.outputs().stream().allMatch(DnnSession::hasOpenBatch)) {
            throw new IllegalArgumentException("Expected one item a run for " + declared
                    + ", because OpenCV cannot run it in batches and the outputs " + header.outputs()
                    + " cannot be put together from single runs; found: " + shape);
        }
        return Math.toIntExact(shape.dim(0));
    }

    private static boolean hasOpenBatch(TensorInfo info) {
        return info.shape().rank() > 0 && info.shape().dim(0) == Shape.DYNAMIC;
    }

    @Override
    public List<Tensor> run() {
        requireOpen();
        int parts = requireFilled();
        for (int part = 0; part < parts; part++) {
            List<Mat> results = forward(part);
            try {
                for (int i = 0; i < results.size(); i++) {
                    outputs.get(i).take(results.get(i), part, parts);
                }
            } finally {
                results.forEach(Mat::release);
            }
        }
        List<Tensor> tensors = new ArrayList<>(outputs.size());
        for (DnnOutput output : outputs) {
            tensors.add(output.finish());
        }
        inputs.values().forEach(DnnInput::used);
        outputs.forEach(DnnOutput::used);
        return tensors;
    }

    /** The Mats look into the net's own memory: they are valid until its next run. */
    private List<Mat> forward(int part) {
        try {
            for (DnnInput input : inputs.values()) {
                input.give(net, part);
            }
            if (outputNames.size() == 1) {
                return List.of(net.forward(outputNames.get(0)));
            }
            List<Mat> results = new ArrayList<>(outputNames.size());
            net.forward(results, outputNames);
            return results;
        } catch (RuntimeException e) {
            List<TensorInfo> found =
                    inputs.values().stream().map(DnnInput::found).toList();
            throw DnnErrors.onRun(found, e);
        }
    }

    /** How many runs the batch takes; the same for every input. */
    private int requireFilled() {
        int parts = 1;
        for (DnnInput input : inputs.values()) {
            if (!input.isFilled()) {
                throw new IllegalStateException(
                        "Expected all inputs to be filled before the run, missing: " + missing());
            }
            parts = Math.max(parts, input.parts());
        }
        for (DnnInput input : inputs.values()) {
            if (input.parts() != parts) {
                throw new IllegalStateException("Expected " + parts + " items in every input, found: " + input.found());
            }
        }
        return parts;
    }

    private List<String> missing() {
        return inputs.values().stream()
                .filter(input -> !input.isFilled())
                .map(input -> input.declared().name())
                .toList();
    }

    @Override
    public long nativeBytes() {
        long bytes = 0;
        for (DnnInput input : inputs.values()) {
            bytes += input.nativeBytes();
        }
        for (DnnOutput output : outputs) {
            bytes += output.nativeBytes();
        }
        return bytes;
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            try {
                inputs.values().forEach(DnnInput::close);
                outputs.forEach(DnnOutput::close);
            } finally {
                net.close();
            }
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("The session is closed");
        }
    }
}
