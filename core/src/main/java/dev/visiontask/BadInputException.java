package dev.visiontask;

import org.jspecify.annotations.Nullable;

/**
 * An input that cannot be used: an unreadable or broken picture, a refused format, or one beyond the limits. The message
 * names the source, the detected format and the reason. The task stays usable, and the other inputs of a batch are
 * answered.
 */
public final class BadInputException extends VisionException {
    private static final long serialVersionUID = 1L;

    /** With a message that says what was expected, what was found and what to do. */
    public BadInputException(String message) {
        this(message, null);
    }

    /** With the cause that the library below gave. */
    public BadInputException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
