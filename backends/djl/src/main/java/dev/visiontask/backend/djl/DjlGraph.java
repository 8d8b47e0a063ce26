package dev.visiontask.backend.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import dev.visiontask.tensor.TensorInfo;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * A network with its weights in one engine's memory: all that {@link DjlModel} and {@link DjlSession} do not know of the
 * engine. One implementation an engine. Safe to share between threads; executors are closed before the graph.
 */
interface DjlGraph extends AutoCloseable {
    List<TensorInfo> inputs();

    List<TensorInfo> outputs();

    /** Called once in the thread of a session, before anything else happens there. */
    void enterThread();

    /** A line of execution of its own over the shared weights. */
    Executor newExecutor();

    /** Copies the elements of {@code array} to the whole of {@code target}, a direct buffer of exactly its size. */
    void read(NDArray array, ByteBuffer target);

    @Override
    void close();

    /** What one session runs; used by one thread. */
    interface Executor extends AutoCloseable {
        /** The owner of the input arrays; outputs are its too and are closed after each call. */
        NDManager manager();

        /** Runs the network on inputs that carry the names of {@link DjlGraph#inputs()}. */
        NDList forward(NDList inputs);

        @Override
        void close();
    }
}
