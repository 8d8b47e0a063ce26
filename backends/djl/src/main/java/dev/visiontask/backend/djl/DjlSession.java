package dev.visiontask.backend.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import dev.visiontask.InferenceException;
import dev.visiontask.backend.Session;
import dev.visiontask.tensor.DataType;
import dev.visiontask.tensor.Shape;
import dev.visiontask.tensor.Tensor;
import dev.visiontask.tensor.TensorInfo;
import dev.visiontask.tensor.TensorMemory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One line of execution: the caller's direct buffers on this side, the engine's arrays on the other. */
final class DjlSession implements Session {
    private final DjlGraph graph;
    private final EngineThread thread;
    private final DjlGraph.Executor executor;
    private final Runnable whenClosed;
    private final Map<String, Slot> slots = new LinkedHashMap<>();
    private final List<TensorMemory> outputMemory = new ArrayList<>();
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
        return slot.memory.tensor(shape);
    }

    @Override
    public List<Tensor> run() {
        checkOpen();
        for (Slot slot : slots.values()) {
            if (slot.memory.current() == null) {
                throw new IllegalStateException("Expected every input to be filled, missing: " + slot.info.name());
            }
        }
        return thread.call(this::forward);
    }

    @Override
    public long nativeBytes() {
        long bytes = 0;
        for (Slot slot : slots.values()) {
            bytes += slot.memory.bytes() + slot.arrayBytes;
        }
        for (TensorMemory memory : outputMemory) {
            bytes += memory.bytes();
        }
        return bytes;
    }

    @Override
    public void close() {
        if (isClosed) {
            return;
        }
        isClosed = true;
        outputs = List.of();
        outputMemory.clear();
        slots.values().forEach(slot -> slot.memory.clear());
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
                List<Tensor> tensors = read(results);
                countUse();
                return tensors;
            }
        } catch (InferenceException e) {
            throw e;
        } catch (RuntimeException e) {
            List<Tensor> given = slots.values().stream()
                    .map(slot -> slot.memory.current())
                    .filter(Objects::nonNull)
                    .toList();
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
            Tensor tensor = outputTensor(i, declared.get(i).name(), array);
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

    /** The type is known when the first array is there; it stays. */
    private Tensor outputTensor(int index, String name, NDArray array) {
        DataType type = DjlTypes.fromDjl(name, array.getDataType());
        if (index == outputMemory.size()) {
            outputMemory.add(new TensorMemory(name, type));
        }
        TensorMemory memory = outputMemory.get(index);
        if (memory.type() != type) {
            memory = new TensorMemory(name, type);
            outputMemory.set(index, memory);
        }
        return memory.output(DjlTypes.fromDjl(array.getShape()));
    }

    private void countUse() {
        for (Slot slot : slots.values()) {
            slot.memory.used();
        }
        for (TensorMemory memory : outputMemory) {
            memory.used();
        }
    }

    /** An input: what the model declares, the buffer that the caller fills, the engine's array. */
    private final class Slot {
        private final TensorInfo info;
        private final TensorMemory memory;
        private @Nullable NDArray array;
        private long arrayBytes;

        Slot(TensorInfo info) {
            this.info = info;
            this.memory = new TensorMemory(info.name(), info.type());
        }

        NDArray filled() {
            Tensor source = memory.current();
            if (source == null) {
                throw new IllegalStateException("No buffer for " + info);
            }
            NDArray target = array;
            if (target == null || !DjlTypes.fromDjl(target.getShape()).equals(source.shape())) {
                if (target != null) {
                    // Forgotten first: a closed array must not be used if there is none to follow.
                    array = null;
                    arrayBytes = 0;
                    target.close();
                }
                target = executor.manager().create(DjlTypes.toDjl(source.shape()), DjlTypes.toDjl(info.type()));
                target.setName(info.name());
                array = target;
                arrayBytes = source.bytes().capacity();
            }
            target.set(source.bytes().duplicate().clear());
            return target;
        }
    }
}
