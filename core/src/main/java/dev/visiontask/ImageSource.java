package dev.visiontask;

import java.awt.image.BufferedImage;
import java.io.InputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/**
 * A picture that a task shall look at: where its bytes are, not yet read or decoded. An immutable description, safe to
 * share between threads and to use any number of times. Buffers and arrays are not copied, so leave them alone while a
 * task may read them.
 *
 * <p>Encoded pictures are JPEG, PNG, WebP, BMP, GIF (first frame), TIFF (first page) or PNM; the bytes decide, not the
 * file's name. Nothing is read from the network.
 */
public sealed interface ImageSource permits EncodedImage, RawFrame {
    /** For messages and JSON: the path as given, the URI, {@code bytes[1234]}. */
    String name();

    /** The same content under another name. */
    ImageSource named(String name);

    /** An image file, read each time a task looks at it. */
    static ImageSource of(Path path) {
        return new EncodedImage(path);
    }

    /**
     * A {@code file:}, {@code jar:file:} or {@code data:} URI. A file is read each time a task looks at it, the others
     * are read now.
     *
     * @throws BadInputException if it has another scheme, such as {@code http:}, or cannot be read
     */
    static ImageSource of(URI uri) {
        return UriSource.open(uri);
    }

    /** An encoded picture in memory. */
    static ImageSource of(byte[] encoded) {
        return new EncodedImage(ByteBuffer.wrap(encoded), "bytes[" + encoded.length + "]");
    }

    /** An encoded picture in memory, from the buffer's position to its limit; a direct buffer is decoded in place. */
    static ImageSource of(ByteBuffer encoded) {
        return new EncodedImage(encoded, "bytes[" + encoded.remaining() + "]");
    }

    /**
     * An encoded picture, read now to the end of the stream, which stays open.
     *
     * @throws BadInputException if reading fails or there is more than {@link EncodedImage#MAX_STREAM_BYTES}
     */
    static ImageSource of(InputStream encoded) {
        return EncodedImage.read(encoded, "stream");
    }

    /**
     * An image of the JDK, converted now to BGR. Any image type; alpha is dropped, or divided out where colours are
     * multiplied by it. Gray samples and those of {@code TYPE_3BYTE_BGR} are taken as they are, other colours become sRGB.
     */
    static ImageSource of(BufferedImage image) {
        return BufferedImages.toFrame(image);
    }

    /**
     * Decoded samples, such as a camera's frame: 8 bits each, interleaved, top row first, upright.
     *
     * @param data the samples from the buffer's position; a direct buffer is read in place
     * @param width columns
     * @param height rows
     * @param rowStride bytes from the start of one row to the start of the next, at least width times channels
     * @param format channels and their order
     * @throws IllegalArgumentException if the buffer is too small or a number out of range
     */
    static ImageSource ofPixels(ByteBuffer data, int width, int height, int rowStride, PixelFormat format) {
        return new RawFrame(data, new ImageSize(width, height), rowStride, format);
    }
}
