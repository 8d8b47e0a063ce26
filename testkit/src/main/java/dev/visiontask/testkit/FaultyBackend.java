package dev.visiontask.testkit;

import dev.visiontask.InferenceException;
import dev.visiontask.backend.Availability;
import dev.visiontask.backend.Backend;
import dev.visiontask.backend.BackendOptions;
import dev.visiontask.backend.Backends;
import dev.visiontask.backend.LoadedModel;
import dev.visiontask.backend.ModelFile;
import dev.visiontask.backend.ModelFormat;
import dev.visiontask.backend.Session;
import dev.visiontask.tensor.Shape;
import dev.visiontask.tensor.Tensor;
import dev.visiontask.tensor.TensorInfo;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A backend whose engine fails now and then, as its {@link EngineFaults} say, and dawdles at every step, so that calls
 * overtake each other. It watches how it is used: two threads in one session, a session used after its end, a model closed
 * before its sessions, and what is never closed.
 */
final class FaultyBackend implements Backend {
    private final Backend backend;
    private final EngineFaults faults;

    private FaultyBackend(Backend backend, EngineFaults faults) {
        this.backend = backend;
        this.faults = faults;
    }

    /** The same backends with faults. */
    static Backends all(Backends backends, EngineFaults faults) {
        return Backends.of(backends.installed().stream()
                .map(backend -> new FaultyBackend(backend, faults))
                .toList());
    }

    @Override
    public String name() {
        return backend.name();
    }

    @Override
    public Set<ModelFormat> formats() {
        return backend.formats();
    }

    @Override
    public boolean isNativeFor(ModelFormat format) {
        return backend.isNativeFor(format);
    }

    @Override
    public Availability probe() {
        return backend.probe();
    }

    @Override
    public LoadedModel load(ModelFile file, BackendOptions options) {
        LoadedModel model = backend.load(file, options);
        faults.opened();
        return new FaultyModel(model);
    }

    private final class FaultyModel implements LoadedModel {
        private final LoadedModel model;
        private final AtomicBoolean closed = new AtomicBoolean();

        FaultyModel(LoadedModel model) {
            this.model = model;
        }

        @Override
        public List<TensorInfo> inputs() {
            return model.inputs();
        }

        @Override
        public List<TensorInfo> outputs() {
            return model.outputs();
        }

        @Override
        public Map<String, String> metadata() {
            return model.metadata();
        }

        @Override
        public String device() {
            return model.device();
        }

        @Override
        public Session newSession() {
            faults.dawdle();
            if (closed.get()) {
                faults.violated("a session was asked of a closed model");
            }
            if (faults.strikes()) {
                throw new IllegalStateException(EngineFaults.MESSAGE);
            }
            Session session = model.newSession();
            faults.opened();
            return new FaultySession(session, closed);
        }

        @Override
        public void close() {
            faults.dawdle();
            if (closed.compareAndSet(false, true)) {
                faults.closed();
            }
            model.close();
        }
    }

    private final class FaultySession implements Session {
        private final Session session;
        private final AtomicBoolean modelClosed;
        private final AtomicBoolean busy = new AtomicBoolean();
        private final AtomicBoolean closed = new AtomicBoolean();

        FaultySession(Session session, AtomicBoolean modelClosed) {
            this.session = session;
            this.modelClosed = modelClosed;
        }

        @Override
        public Tensor input(String name, Shape shape) {
            enter();
            try {
                return session.input(name, shape);
            } finally {
                busy.set(false);
            }
        }

        @Override
        public List<Tensor> run() {
            enter();
            try {
                faults.dawdle();
                if (faults.strikes()) {
                    throw faults.even()
                            ? new InferenceException(EngineFaults.MESSAGE)
                            : new IllegalStateException(EngineFaults.MESSAGE);
                }
                return session.run();
            } finally {
                if (closed.get()) {
                    faults.violated("a session ran on when it was closed");
                }
                busy.set(false);
            }
        }

        private void enter() {
            if (closed.get()) {
                faults.violated("a closed session was used");
            }
            if (modelClosed.get()) {
                faults.violated("a session was used after its model was closed");
            }
            if (!busy.compareAndSet(false, true)) {
                faults.violated("two threads were in one session");
            }
        }

        @Override
        public long nativeBytes() {
            return session.nativeBytes();
        }

        @Override
        public void close() {
            faults.dawdle();
            if (busy.get()) {
                faults.violated("a session was closed while it ran");
            }
            if (closed.compareAndSet(false, true)) {
                faults.closed();
            }
            session.close();
        }
    }
}
