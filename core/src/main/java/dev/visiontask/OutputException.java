package dev.visiontask;

import org.jspecify.annotations.Nullable;

/**
 * A file that cannot be written: no such folder, no permission, no room left, or an encoder that fails. The message names
 * the file and the reason.
 */
public final class OutputException extends VisionException {
    private static final long serialVersionUID = 1L;

    /** With a message that says what was expected, what was found and what to do. */
    public OutputException(String message) {
        this(message, null);
    }

    /** With the cause that the library or system below gave. */
    public OutputException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
