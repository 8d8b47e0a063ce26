package dev.visiontask;

import org.jspecify.annotations.Nullable;

/** The engine failed while running the model. The task stays usable. */
public final class InferenceException extends VisionException {
    private static final long serialVersionUID = 1L;

    /** With a message that says what was expected, what was found and what to do. */
    public InferenceException(String message) {
        this(message, null);
    }

    /** With the cause that the library or engine below gave. */
    public InferenceException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
