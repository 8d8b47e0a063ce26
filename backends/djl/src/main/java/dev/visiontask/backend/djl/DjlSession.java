package dev.visiontask.backend.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import dev.visiontask.InferenceException;
import dev.visiontask.backend.Session;
import dev.visiontask.tensor.DataType;
import dev.visiontask.tensor.Shape;
import dev.visiontask.tensor.Tensor;
import dev.visiontask.tensor.TensorInfo;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One line of execution: the caller's direct buffers on this side, the engine's arrays on the other. */
final class DjlSession implements Session {
    private final DjlGraph graph;
    private final EngineThread thread;
    private final DjlGraph.Executor executor;
    private final Runnable whenClosed;
    private final Map<String, Slot> slots = new LinkedHashMap<>();
    private List<Tensor> outputs = List.of();
    private boolean isClosed;

    /** The graph stays open until {@code whenClosed} has been called. */
    DjlSession(DjlGraph graph, Runnable whenClosed) {
        this.graph = graph;
        this.whenClosed = whenClosed;
        graph.inputs().forEach(input -> slots.put(input.name(), new Slot(input)));
        thread = EngineThread.take();
        try {
            executor = thread.call(() -> {
                graph.enterThread();
                return graph.newExecutor();
            });
        } catch (RuntimeException | Error e) {
            thread.giveBack();
            throw e;
        }
    }

    @Override
    public Tensor input(String name, Shape shape) {
        checkOpen();
        Slot slot = slots.get(name);
        if (slot == null) {
            throw new IllegalArgumentException("Expected one of the inputs " + slots.keySet() + ", found: " + name);
        }
        if (!shape.isFixed() || !slot.info.shape().accepts(shape)) {
            throw new IllegalArgumentException("Expected a fixed shape that fits " + slot.info + ", found: " + shape);
        }
        return slot.tensor(shape);
    }

    @Override
    public List<Tensor> run() {
        checkOpen();
        for (Slot slot : slots.values()) {
            if (slot.tensor == null) {
                throw new IllegalStateException("Expected every input to be filled, missing: " + slot.info.name());
            }
        }
        return thread.call(this::forward);
    }

    @Override
    public void close() {
        if (isClosed) {
            return;
        }
        isClosed = true;
        try {
            thread.call(() -> {
                executor.close();
                return true;
            });
        } finally {
            thread.giveBack();
            whenClosed.run();
        }
    }

    private void checkOpen() {
        if (isClosed) {
            throw new IllegalStateException("The session is closed");
        }
    }

    private List<Tensor> forward() {
        try {
            NDList arrays = new NDList(slots.size());
            for (Slot slot : slots.values()) {
                arrays.add(slot.filled());
            }
            try (NDList results = executor.forward(arrays)) {
                return read(results);
            }
        } catch (InferenceException e) {
            throw e;
        } catch (RuntimeException e) {
            List<Tensor> given =
                    slots.values().stream().map(slot -> slot.tensor).toList();
            throw new InferenceException("The engine failed on " + given + ": " + DjlErrors.reason(e), e);
        }
    }

    /** The list and its tensors stay the same from call to call as long as the shapes do. */
    private List<Tensor> read(NDList results) {
        List<TensorInfo> declared = graph.outputs();
        if (results.size() != declared.size()) {
            throw new InferenceException("Expected the outputs " + declared + ", found " + results.size() + " arrays");
        }
        List<Tensor> old = outputs;
        List<Tensor> tensors = old.isEmpty() ? new ArrayList<>(declared.size()) : null;
        for (int i = 0; i < declared.size(); i++) {
            NDArray array = results.get(i);
            Tensor tensor = outputTensor(declared.get(i).name(), array, tensors == null ? old.get(i) : null);
            if (tensors == null && tensor != old.get(i)) {
                tensors = new ArrayList<>(old.subList(0, i));
            }
            if (tensors != null) {
                tensors.add(tensor);
            }
            graph.read(array, tensor.bytes());
        }
        if (tensors != null) {
            outputs = List.copyOf(tensors);
        }
        return outputs;
    }

    private static Tensor outputTensor(String name, NDArray array, @Nullable Tensor old) {
        DataType type = DjlTypes.fromDjl(name, array.getDataType());
        Shape shape = DjlTypes.fromDjl(array.getShape());
        if (old != null && old.type() == type && old.shape().equals(shape)) {
            return old;
        }
        return Tensor.allocate(name, type, shape);
    }

    /** An input: what the model declares, the buffer that the caller fills, the engine's array. */
    private final class Slot {
        private final TensorInfo info;
        private @Nullable Tensor tensor;
        private @Nullable NDArray array;

        Slot(TensorInfo info) {
            this.info = info;
        }

        Tensor tensor(Shape shape) {
            Tensor current = tensor;
            if (current == null || !current.shape().equals(shape)) {
                current = Tensor.allocate(info.name(), info.type(), shape);
                tensor = current;
            }
            return current;
        }

        NDArray filled() {
            Tensor source = tensor;
            if (source == null) {
                throw new IllegalStateException("No buffer for " + info);
            }
            NDArray target = array;
            if (target == null || !DjlTypes.fromDjl(target.getShape()).equals(source.shape())) {
                if (target != null) {
                    target.close();
                }
                target = executor.manager().create(DjlTypes.toDjl(source.shape()), DjlTypes.toDjl(info.type()));
                target.setName(info.name());
                array = target;
            }
            target.set(source.bytes().duplicate().clear());
            return target;
        }
    }
}
