package dev.visiontask;

import org.jspecify.annotations.Nullable;

/** A model's files cannot be used: corrupt or truncated, an unsupported version, tensors that do not fit the task, or a description that contradicts itself. The message names the file and the two sides that disagree. */
public final class ModelFormatException extends VisionException {
    private static final long serialVersionUID = 1L;

    /** With a message that says what was expected, what was found and what to do. */
    public ModelFormatException(String message) {
        this(message, null);
    }

    /** With the cause that the library or engine below gave. */
    public ModelFormatException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
