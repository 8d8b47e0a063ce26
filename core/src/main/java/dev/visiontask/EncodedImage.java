package dev.visiontask;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A picture as the bytes of an image file: in a file or in memory. */
public final class EncodedImage implements ImageSource {
    /** The most bytes that are taken from a stream, a jar entry or a {@code data:} URI: 256 MiB. */
    public static final int MAX_STREAM_BYTES = 256 << 20;

    private final @Nullable Path path;
    private final @Nullable ByteBuffer data;
    private final String name;

    EncodedImage(Path path) {
        this(path, null, path.toString());
    }

    EncodedImage(ByteBuffer data, String name) {
        this(null, data.slice().asReadOnlyBuffer(), name);
    }

    private EncodedImage(@Nullable Path path, @Nullable ByteBuffer data, String name) {
        this.path = path;
        this.data = data;
        this.name = Objects.requireNonNull(name, "name");
    }

    static EncodedImage read(InputStream stream, String name) {
        try {
            byte[] bytes = stream.readNBytes(MAX_STREAM_BYTES);
            if (bytes.length == MAX_STREAM_BYTES && stream.read() >= 0) {
                throw new BadInputException(name + ": expected at most " + MAX_STREAM_BYTES
                        + " bytes, found more; store it in a file and raise the limit of encoded bytes");
            }
            return new EncodedImage(ByteBuffer.wrap(bytes), name);
        } catch (IOException e) {
            throw new BadInputException(name + ": reading failed: " + e, e);
        }
    }

    /** The file, or null if the bytes are in memory. */
    public @Nullable Path path() {
        return path;
    }

    /** The bytes as a read-only view, or null if they are in a file. */
    public @Nullable ByteBuffer data() {
        return data == null ? null : data.duplicate();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public EncodedImage named(String name) {
        return new EncodedImage(path, data, name);
    }

    @Override
    public String toString() {
        return name;
    }
}
