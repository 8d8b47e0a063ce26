package dev.visiontask.image;

import java.nio.ByteBuffer;

/**
 * Turns the bytes of image files into pixels. The built-in decoders are {@code opencv} and, for GIF, {@code gif}.
 * Another one on the class path (a service provider of this interface) takes the formats it supports; if two do so for
 * one format, {@link ReadOptions#decoder()} must name one.
 *
 * <p>Decoders see only bytes whose header was read and is within the limits. They are called from many threads at the
 * same time.
 */
public interface ImageDecoder {
    /** A short lower-case name, by which users choose it. */
    String name();

    /** Whether it reads pictures of this format. */
    boolean supports(ImageFormat format);

    /**
     * Decodes the first picture as it is stored: not turned, alpha dropped, 8 bits a sample.
     *
     * @param encoded the whole file from index 0 to the limit: a direct buffer, to be read only during the call
     * @param header what the file says of itself
     * @param request what the decoder may do to be fast
     * @return pixels of the header's size, or of {@code ceil(edge / scale)}; closed by the caller
     * @throws UndecodableException if the bytes are broken or of a kind that it does not read
     */
    Pixels decode(ByteBuffer encoded, ImageHeader header, DecodeRequest request) throws UndecodableException;
}
