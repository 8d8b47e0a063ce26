package dev.visiontask.backend.onnxruntime;

import ai.onnxruntime.OnnxTensor;
import dev.visiontask.tensor.Shape;
import dev.visiontask.tensor.Tensor;
import dev.visiontask.tensor.TensorInfo;
import dev.visiontask.tensor.TensorMemory;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One input: our buffer, and the engine's value over it, which is kept among the values of the session. */
final class OrtInput {
    private final TensorInfo declared;
    private final TensorMemory memory;
    private final Map<String, OnnxTensor> values;

    OrtInput(TensorInfo declared, Map<String, OnnxTensor> values) {
        this.declared = declared;
        this.memory = new TensorMemory(declared.name(), declared.type());
        this.values = values;
    }

    /** The buffer, if it is the right one already. */
    @Nullable
    Tensor ready(Shape shape) {
        Tensor current = memory.current();
        boolean isReady = current != null
                && current.shape().equals(shape)
                && !memory.isToBeReplaced()
                && values.containsKey(declared.name());
        return isReady ? current : null;
    }

    boolean hasShape(Shape shape) {
        Tensor current = memory.current();
        return current != null && current.shape().equals(shape);
    }

    /** Makes the buffer one of this shape. */
    Tensor reshape(Shape shape, Function<Tensor, OnnxTensor> wrap) {
        declared.requireAccepts(shape);
        // The engine's view goes before the memory under it may.
        close();
        Tensor tensor = memory.tensor(shape);
        values.put(declared.name(), wrap.apply(tensor));
        return tensor;
    }

    TensorMemory memory() {
        return memory;
    }

    void close() {
        OnnxTensor value = values.remove(declared.name());
        if (value != null) {
            value.close();
        }
    }
}
