package dev.visiontask.backend.onnxruntime;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import dev.visiontask.tensor.Shape;
import dev.visiontask.tensor.Tensor;
import dev.visiontask.tensor.TensorInfo;
import org.jspecify.annotations.Nullable;

/** One output: our buffer, and what we have learnt of its shape. */
final class OrtOutput {
    private final TensorInfo declared;
    private @Nullable Tensor tensor;
    private boolean isShapeLearnt;
    private boolean dependsOnData;

    OrtOutput(TensorInfo declared) {
        this.declared = declared;
    }

    String name() {
        return declared.name();
    }

    /** What the last run computed. */
    Tensor tensor() {
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

    /** Copies what the engine has allocated. */
    void take(OnnxValue value) {
        OnnxTensor computed = (OnnxTensor) value;
        Shape shape = Shape.of(computed.getInfo().getShape());
        Tensor target = tensor;
        if (target == null || !target.shape().equals(shape)) {
            // Two shapes for one shape of the inputs: the numbers decide.
            dependsOnData |= isShapeLearnt;
            target = Tensor.allocate(declared.name(), declared.type(), shape);
            tensor = target;
        }
        isShapeLearnt = true;
        if (shape.elements() > 0) {
            target.bytes().duplicate().clear().put(computed.getByteBuffer());
        }
    }
}
