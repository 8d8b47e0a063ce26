package dev.visiontask.task;

import dev.visiontask.backend.LoadedModel;
import dev.visiontask.backend.Session;
import dev.visiontask.tensor.Shape;
import dev.visiontask.tensor.Tensor;
import dev.visiontask.tensor.TensorInfo;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A model of single pictures, whose input has no dimension for the batch ({@code [3, rows, columns]}, as detectors of
 * torchvision are exported), as one that takes batches of exactly one. Outputs stay as they are: those of such models have no
 * batch either.
 */
final class UnbatchedModel extends ModelDecorator {
    private static final int IMAGE_RANK = 3;

    private final List<TensorInfo> inputs;

    private UnbatchedModel(LoadedModel model, TensorInfo input) {
        super(model);
        this.inputs = List.of(new TensorInfo(input.name(), input.type(), batched(input.shape())));
    }

    /** The model itself, if it has a dimension for the batch or more than a picture goes in. */
    static LoadedModel batchOfOne(LoadedModel model) {
        List<TensorInfo> inputs = model.inputs();
        boolean single = inputs.size() == 1
                && inputs.get(0).shape().isKnown()
                && inputs.get(0).shape().rank() == IMAGE_RANK;
        return single ? new UnbatchedModel(model, inputs.get(0)) : model;
    }

    /** With a dimension for a batch of one in front, if this looks like an image without one. */
    static TensorInfo shown(TensorInfo input) {
        Shape shape = input.shape();
        return shape.isKnown() && shape.rank() == IMAGE_RANK
                ? new TensorInfo(input.name(), input.type(), batched(shape))
                : input;
    }

    private static Shape batched(Shape shape) {
        long[] dims = new long[shape.rank() + 1];
        dims[0] = 1;
        System.arraycopy(shape.toArray(), 0, dims, 1, shape.rank());
        return Shape.of(dims);
    }

    @Override
    public List<TensorInfo> inputs() {
        return inputs;
    }

    @Override
    public Session newSession() {
        return new BatchOfOne(model().newSession(), inputs.get(0));
    }

    /** Shows the one tensor under its longer shape; the memory is the same. */
    private static final class BatchOfOne extends SessionDecorator {
        private final TensorInfo declared;
        private @Nullable Tensor filled;
        private @Nullable Tensor shown;

        BatchOfOne(Session session, TensorInfo declared) {
            super(session);
            this.declared = declared;
        }

        @Override
        public Tensor input(String name, Shape shape) {
            declared.requireAccepts(shape);
            long[] dims = shape.toArray();
            Tensor tensor = session().input(name, Shape.of(Arrays.copyOfRange(dims, 1, dims.length)));
            Tensor known = shown;
            if (known == null || tensor != filled) {
                known = new Tensor(name, tensor.type(), shape, tensor.bytes());
                filled = tensor;
                shown = known;
            }
            return known;
        }
    }
}
