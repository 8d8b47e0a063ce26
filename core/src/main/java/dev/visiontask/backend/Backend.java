package dev.visiontask.backend;

import java.util.Set;

/**
 * An inference engine: loads a model file and runs tensors through it. It knows nothing of pictures, labels or tasks.
 *
 * <p>Implementations have a public no-argument constructor that does no work, are named in
 * {@code META-INF/services/dev.visiontask.backend.Backend}, are stateless and safe to share, never touch the network,
 * and pass {@code BackendContract} of the testkit.
 */
public interface Backend {
    /** The name that users choose it by, in lower case: {@code onnxruntime}. */
    String name();

    /** The formats it loads. */
    Set<ModelFormat> formats();

    /**
     * Whether this is the engine that the format belongs to. Without a name given, such an engine is chosen before one
     * that merely imports the format.
     */
    boolean isNativeFor(ModelFormat format);

    /** Whether the engine works on this machine. Loads the native library; never throws. */
    Availability probe();

    /**
     * Loads a model.
     *
     * @throws dev.visiontask.ModelNotFoundException if the file, or a companion of it, is missing
     * @throws dev.visiontask.ModelFormatException if the file is corrupt, truncated or of a format or operator set that
     *     the engine does not read; the message names the file
     * @throws dev.visiontask.BackendNotFoundException if the native library does not load, with the coordinate to add
     * @throws dev.visiontask.UnsupportedOptionException for a device or property that it does not offer
     */
    LoadedModel load(ModelFile file, BackendOptions options);
}
