package dev.visiontask.backend;

import dev.visiontask.tensor.TensorInfo;
import java.util.List;
import java.util.Map;

/**
 * A model in memory; its weights are shared by all its sessions. Safe to share between threads. Its owner closes all
 * sessions first, then the model; closing twice is harmless, and every other call on a closed model throws
 * {@link IllegalStateException}.
 */
public interface LoadedModel extends AutoCloseable {
    /** The tensors that a caller must give, weights left out, in the model's order. */
    List<TensorInfo> inputs();

    /** The tensors that {@link Session#run()} returns, in the model's order. */
    List<TensorInfo> outputs();

    /** Key-value pairs stored in the model file; empty if the format has none. */
    Map<String, String> metadata();

    /** The device that is really used. */
    String device();

    /** A new session with its own buffers. */
    Session newSession();

    @Override
    void close();
}
