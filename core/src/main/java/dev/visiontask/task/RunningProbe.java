package dev.visiontask.task;

import dev.visiontask.backend.LoadedModel;
import dev.visiontask.backend.Session;
import dev.visiontask.tensor.DataType;
import dev.visiontask.tensor.Shape;
import dev.visiontask.tensor.Tensor;
import dev.visiontask.tensor.TensorInfo;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Asks a model by running it, on a session of its own that goes when the task is open. */
final class RunningProbe implements ModelProbe, AutoCloseable {
    private final LoadedModel model;
    private final TensorInfo input;
    private final Shape shape;
    private @Nullable Session session;
    private @Nullable List<TensorInfo> outputs;

    RunningProbe(LoadedModel model, TensorInfo input, Shape shape) {
        this.model = model;
        this.input = input;
        this.shape = shape;
    }

    @Override
    public List<TensorInfo> outputs() {
        if (outputs == null) {
            List<TensorInfo> declared = model.outputs();
            outputs = declared.stream().allMatch(info -> info.shape().isKnown())
                    ? declared
                    : run(0).stream().map(Tensor::info).toList();
        }
        return outputs;
    }

    @Override
    public List<Tensor> run(int pattern) {
        return run(shape, pattern);
    }

    /** Runs the model on a pattern for so many inputs at once. */
    List<Tensor> runBatch(int size) {
        long[] dims = shape.toArray();
        dims[0] = size;
        return run(Shape.of(dims), 0);
    }

    private List<Tensor> run(Shape of, int pattern) {
        if (session == null) {
            session = model.newSession();
        }
        fill(session.input(input.name(), of), new Random(pattern));
        return session.run();
    }

    private static void fill(Tensor tensor, Random random) {
        int elements = Math.toIntExact(tensor.shape().elements());
        for (int i = 0; i < elements; i++) {
            if (tensor.type() == DataType.FLOAT32) {
                tensor.floats().put(i, random.nextFloat() * 2 - 1);
            } else {
                tensor.bytes().put(i, (byte) random.nextInt());
            }
        }
    }

    @Override
    public void close() {
        if (session != null) {
            session.close();
        }
    }
}
