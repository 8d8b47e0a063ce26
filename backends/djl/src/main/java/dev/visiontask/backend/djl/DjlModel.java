package dev.visiontask.backend.djl;

import dev.visiontask.backend.LoadedModel;
import dev.visiontask.backend.Session;
import dev.visiontask.tensor.TensorInfo;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A {@link DjlGraph} as the SPI sees it. The graph lives until the model and all its sessions are closed, so that an owner
 * who closes the model too early pulls no memory from under a running session.
 */
final class DjlModel implements LoadedModel {
    private final DjlGraph graph;
    private final AtomicBoolean isClosed = new AtomicBoolean();
    /** The model itself and its open sessions. */
    private final AtomicInteger users = new AtomicInteger(1);

    DjlModel(DjlGraph graph) {
        this.graph = graph;
    }

    @Override
    public List<TensorInfo> inputs() {
        return open().inputs();
    }

    @Override
    public List<TensorInfo> outputs() {
        return open().outputs();
    }

    @Override
    public Map<String, String> metadata() {
        open();
        return Map.of();
    }

    @Override
    public String device() {
        open();
        return "cpu";
    }

    @Override
    public Session newSession() {
        if (isClosed.get() || users.updateAndGet(count -> count == 0 ? 0 : count + 1) == 0) {
            throw closed();
        }
        try {
            return new DjlSession(graph, this::release);
        } catch (RuntimeException | Error e) {
            release();
            throw e;
        }
    }

    @Override
    public void close() {
        if (isClosed.compareAndSet(false, true)) {
            release();
        }
    }

    private void release() {
        if (users.decrementAndGet() == 0) {
            graph.close();
        }
    }

    private DjlGraph open() {
        if (isClosed.get()) {
            throw closed();
        }
        return graph;
    }

    private static IllegalStateException closed() {
        return new IllegalStateException("The model is closed");
    }
}
