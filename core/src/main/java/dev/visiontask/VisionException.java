package dev.visiontask;

import org.jspecify.annotations.Nullable;

/**
 * The root of everything this library throws on its own account; unchecked. The subclasses are split by what the caller
 * can do about them. A caller's mistake in Java (a negative count, a null) is an {@link IllegalArgumentException} or
 * {@link NullPointerException} instead.
 */
public abstract sealed class VisionException extends RuntimeException
        permits BackendNotFoundException,
                BadInputException,
                BatchException,
                InferenceException,
                ModelFormatException,
                ModelNotFoundException,
                OutputException,
                TaskClosedException,
                TaskOverloadedException,
                UnsupportedOptionException {
    private static final long serialVersionUID = 1L;

    VisionException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
