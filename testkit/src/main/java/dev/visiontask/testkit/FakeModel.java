package dev.visiontask.testkit;

import dev.visiontask.InferenceException;
import dev.visiontask.backend.LoadedModel;
import dev.visiontask.backend.Session;
import dev.visiontask.tensor.Shape;
import dev.visiontask.tensor.Tensor;
import dev.visiontask.tensor.TensorInfo;
import dev.visiontask.tensor.TensorMemory;
import java.util.List;
import java.util.Map;

/** A {@link LinearModel} behind the backend interfaces. */
final class FakeModel implements LoadedModel {
    private final LinearModel model;
    private final long maxBatch;
    private volatile boolean closed;

    FakeModel(LinearModel model, long maxBatch) {
        this.model = model;
        this.maxBatch = maxBatch;
    }

    @Override
    public List<TensorInfo> inputs() {
        requireOpen();
        return List.of(model.input());
    }

    @Override
    public List<TensorInfo> outputs() {
        requireOpen();
        return List.of(model.output());
    }

    @Override
    public Map<String, String> metadata() {
        requireOpen();
        return Map.of();
    }

    @Override
    public String device() {
        requireOpen();
        return "cpu";
    }

    @Override
    public Session newSession() {
        requireOpen();
        return new FakeSession();
    }

    @Override
    public void close() {
        closed = true;
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("The model is closed");
        }
    }

    private final class FakeSession implements Session {
        private final float[] item = new float[model.features()];
        private final TensorMemory input =
                new TensorMemory(model.input().name(), model.input().type());
        private final TensorMemory output =
                new TensorMemory(model.output().name(), model.output().type());
        private boolean sessionClosed;

        @Override
        public Tensor input(String name, Shape shape) {
            requireSessionOpen();
            TensorInfo declared = model.input();
            if (!name.equals(declared.name())) {
                throw new IllegalArgumentException("Expected the input " + declared.name() + ", found: " + name);
            }
            declared.requireAccepts(shape);
            return input.tensor(shape);
        }

        @Override
        public List<Tensor> run() {
            requireSessionOpen();
            Tensor filled = input.current();
            if (filled == null) {
                throw new IllegalStateException(
                        "Expected the input " + model.input().name() + " to be filled before the run");
            }
            long batch = filled.shape().dim(0);
            if (batch > maxBatch) {
                throw new InferenceException("Expected at most " + maxBatch + " items, found: " + batch);
            }
            Tensor answers = output.tensor(Shape.of(batch, model.classes()));
            for (int i = 0; i < batch; i++) {
                filled.floats().get(i * item.length, item);
                answers.floats().put(i * model.classes(), model.answer(item));
            }
            input.used();
            output.used();
            return List.of(answers);
        }

        @Override
        public long nativeBytes() {
            return input.bytes() + output.bytes();
        }

        @Override
        public void close() {
            sessionClosed = true;
            input.clear();
            output.clear();
        }

        private void requireSessionOpen() {
            if (sessionClosed) {
                throw new IllegalStateException("The session is closed");
            }
        }
    }
}
