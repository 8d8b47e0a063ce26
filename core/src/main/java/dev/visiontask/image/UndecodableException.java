package dev.visiontask.image;

import org.jspecify.annotations.Nullable;

/**
 * A decoder's word that it cannot make a picture of these bytes. {@link ImageReader} adds the source and the format and
 * throws a {@link dev.visiontask.BadInputException}.
 */
public final class UndecodableException extends Exception {
    private static final long serialVersionUID = 1L;

    /** With the reason, such as {@code the data ends in row 17}. */
    public UndecodableException(String reason) {
        this(reason, null);
    }

    /** With the cause that the library below gave. */
    public UndecodableException(String reason, @Nullable Throwable cause) {
        super(reason, cause);
    }
}
