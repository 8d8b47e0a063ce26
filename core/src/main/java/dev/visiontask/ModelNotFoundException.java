package dev.visiontask;

import org.jspecify.annotations.Nullable;

/** No model is where the caller said: no such file, folder or id. The message lists what was looked for. */
public final class ModelNotFoundException extends VisionException {
    private static final long serialVersionUID = 1L;

    /** With a message that says what was expected, what was found and what to do. */
    public ModelNotFoundException(String message) {
        this(message, null);
    }

    /** With the cause that the library or engine below gave. */
    public ModelNotFoundException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
