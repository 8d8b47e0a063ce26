package dev.visiontask.backend.onnxruntime;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import dev.visiontask.tensor.Shape;
import dev.visiontask.tensor.Tensor;
import dev.visiontask.tensor.TensorInfo;
import dev.visiontask.tensor.TensorMemory;

/** One output: our buffer, and what we have learnt of its shape. */
final class OrtOutput {
    private final TensorInfo declared;
    private final TensorMemory memory;
    private boolean isShapeLearnt;
    private boolean dependsOnData;

    OrtOutput(TensorInfo declared) {
        this.declared = declared;
        this.memory = new TensorMemory(declared.name(), declared.type());
    }

    String name() {
        return declared.name();
    }

    /** What the last run computed. */
    Tensor tensor() {
        Tensor tensor = memory.current();
        if (tensor == null) {
            throw new IllegalStateException("The output " + declared + " was never computed");
        }
        return tensor;
    }

    /** Other inputs will be given, and another shape will be nothing remarkable. */
    void forgetShape() {
        isShapeLearnt = false;
    }

    /** Whether the engine may be given our buffer in the next run. */
    boolean mayBePinned() {
        return !dependsOnData && tensor().shape().elements() > 0;
    }

    /** Where our buffer is. */
    TensorMemory memory() {
        return memory;
    }

    /** Copies what the engine has allocated. */
    void take(OnnxValue value) {
        OnnxTensor computed = (OnnxTensor) value;
        Shape shape = Shape.of(computed.getInfo().getShape());
        Tensor before = memory.current();
        if (before == null || !before.shape().equals(shape)) {
            // Two shapes for one shape of the inputs: the numbers decide.
            dependsOnData |= isShapeLearnt;
        }
        Tensor target = memory.output(shape);
        isShapeLearnt = true;
        if (shape.elements() > 0) {
            target.bytes().duplicate().clear().put(computed.getByteBuffer());
        }
    }
}
