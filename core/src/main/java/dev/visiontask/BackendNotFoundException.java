package dev.visiontask;

import org.jspecify.annotations.Nullable;

/** No backend can run the model here: none is on the class path, the named one is missing, or its native library does not load. The message lists each backend with its reason and the Maven coordinate to add. */
public final class BackendNotFoundException extends VisionException {
    private static final long serialVersionUID = 1L;

    /** With a message that says what was expected, what was found and what to do. */
    public BackendNotFoundException(String message) {
        this(message, null);
    }

    /** With the cause that the library or engine below gave. */
    public BackendNotFoundException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
