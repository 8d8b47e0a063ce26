package dev.visiontask;

import org.jspecify.annotations.Nullable;

/** The task was closed before the call. Open a new one. */
public final class TaskClosedException extends VisionException {
    private static final long serialVersionUID = 1L;

    /** With a message that says what was expected, what was found and what to do. */
    public TaskClosedException(String message) {
        this(message, null);
    }

    /** With the cause that the library or engine below gave. */
    public TaskClosedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
