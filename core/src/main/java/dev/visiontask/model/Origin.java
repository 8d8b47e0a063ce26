package dev.visiontask.model;

import java.util.Locale;

/** Where a setting of a model comes from, the strongest first. */
public enum Origin {
    /** The caller's builder. */
    BUILDER,
    /** A file beside the model, such as {@code preprocessor_config.json}. */
    SIDECAR,
    /** The model file itself: its metadata, tensors or graph. */
    IN_FILE,
    /** The documented default of the task. */
    DEFAULT;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
