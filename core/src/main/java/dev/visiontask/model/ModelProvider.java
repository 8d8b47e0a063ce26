package dev.visiontask.model;

import java.nio.file.Path;
import java.util.Set;

/**
 * A source of models that a caller names by an id. Found through {@link java.util.ServiceLoader}.
 *
 * <p>Implementations have a public no-argument constructor that does no work, are safe to share between threads and
 * never touch the network without being asked.
 */
public interface ModelProvider {
    /** The ids, each in lower case and without a slash: {@code page-orientation}. */
    Set<String> ids();

    /**
     * The folder that holds the model on disk; it is complete, and stays as it is while the program runs.
     *
     * @param id one of {@link #ids()}
     * @throws IllegalArgumentException for any other id
     * @throws dev.visiontask.ModelNotFoundException if the files cannot be put on disk
     */
    Path locate(String id);
}
