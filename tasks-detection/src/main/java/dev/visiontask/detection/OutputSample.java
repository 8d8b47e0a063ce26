package dev.visiontask.detection;

import dev.visiontask.task.ModelProbe;
import dev.visiontask.tensor.Shape;
import dev.visiontask.tensor.Tensor;
import dev.visiontask.tensor.TensorInfo;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What a model gives for noise, run at most once, and only if it is asked for. Valid while the model is being opened. */
final class OutputSample {
    private final ModelProbe probe;
    private @Nullable List<Tensor> tensors;

    OutputSample(ModelProbe probe) {
        this.probe = probe;
    }

    /** The numbers. */
    List<Tensor> tensors() {
        if (tensors == null) {
            tensors = probe.run(0);
        }
        return tensors;
    }

    /** Names, types and shapes with the batch first; of these all is known but perhaps the first dimension. */
    List<TensorInfo> infos(BatchAxis axis) {
        List<TensorInfo> declared = probe.outputs();
        boolean enough =
                declared.stream().allMatch(axis == BatchAxis.FIRST ? OutputSample::isKnown : OutputSample::isFixed);
        List<TensorInfo> infos =
                enough ? declared : tensors().stream().map(Tensor::info).toList();
        return infos.stream()
                .map(info -> new TensorInfo(info.name(), info.type(), axis.view(info.shape())))
                .toList();
    }

    /** Whether all is known but the first dimension, which is the batch or the number of objects. */
    private static boolean isKnown(TensorInfo info) {
        Shape shape = info.shape();
        return shape.isKnown() && IntStream.range(1, shape.rank()).allMatch(dim -> shape.dim(dim) != Shape.DYNAMIC);
    }

    private static boolean isFixed(TensorInfo info) {
        return info.shape().isFixed();
    }
}
