package dev.visiontask.task;

import dev.visiontask.backend.LoadedModel;
import dev.visiontask.backend.Session;
import dev.visiontask.tensor.Tensor;
import dev.visiontask.tensor.TensorInfo;
import java.util.List;
import java.util.Map;

/** A model shown in another way; what a subclass does not change is that of the model, which it owns. */
abstract class ModelDecorator implements LoadedModel {
    private final LoadedModel model;

    ModelDecorator(LoadedModel model) {
        this.model = model;
    }

    /** The model behind. */
    final LoadedModel model() {
        return model;
    }

    @Override
    public List<TensorInfo> outputs() {
        return model.outputs();
    }

    @Override
    public final Map<String, String> metadata() {
        return model.metadata();
    }

    @Override
    public final String device() {
        return model.device();
    }

    @Override
    public final void close() {
        model.close();
    }

    /** A session shown in another way, which it owns. */
    abstract static class SessionDecorator implements Session {
        private final Session session;

        SessionDecorator(Session session) {
            this.session = session;
        }

        /** The session behind. */
        final Session session() {
            return session;
        }

        @Override
        public List<Tensor> run() {
            return session.run();
        }

        @Override
        public long nativeBytes() {
            return session.nativeBytes();
        }

        @Override
        public final void close() {
            session.close();
        }
    }
}
