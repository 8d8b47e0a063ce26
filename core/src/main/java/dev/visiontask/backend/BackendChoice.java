package dev.visiontask.backend;

import java.util.Objects;

/**
 * The backend that runs a model.
 *
 * @param backend the backend; it works on this machine
 * @param file the file that it loads
 * @param reason why it was chosen, for people
 * @param engine the engine and its version, for people
 */
public record BackendChoice(Backend backend, ModelFile file, String reason, String engine) {
    /** Checks that nothing is null. */
    public BackendChoice {
        Objects.requireNonNull(backend, "backend");
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(engine, "engine");
    }
}
