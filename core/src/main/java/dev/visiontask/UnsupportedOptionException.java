package dev.visiontask;

import org.jspecify.annotations.Nullable;

/** An option, or a key of a model description, that is unknown or that the model or backend cannot honour. Nothing is ignored silently. */
public final class UnsupportedOptionException extends VisionException {
    private static final long serialVersionUID = 1L;

    /** With a message that says what was expected, what was found and what to do. */
    public UnsupportedOptionException(String message) {
        this(message, null);
    }

    /** With the cause that the library or engine below gave. */
    public UnsupportedOptionException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
