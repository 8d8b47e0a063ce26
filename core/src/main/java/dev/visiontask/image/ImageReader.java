package dev.visiontask.image;

import dev.visiontask.BadInputException;
import dev.visiontask.EncodedImage;
import dev.visiontask.ImageSize;
import dev.visiontask.ImageSource;
import dev.visiontask.RawFrame;
import dev.visiontask.VisionException;
import dev.visiontask.content.ContentKind;
import dev.visiontask.content.FileContent;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.StringJoiner;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * From a source to upright pixels, behind guard rails: the format is told by the content and must be allowed, and size
 * and memory are checked by the header before a decoder sees a byte. One reader serves one thread at a time and reuses
 * its buffers from picture to picture.
 */
public final class ImageReader implements AutoCloseable {
    private static final int SHOWN_BYTES = 8;

    private final ReadOptions options;
    private final Decoders decoders;
    private final EncodedBytes bytes = new EncodedBytes();
    private final FrameReader frames = new FrameReader();
    private boolean closed;

    /**
     * A reader; it takes memory only as needed.
     *
     * @throws dev.visiontask.UnsupportedOptionException if there is no decoder of the name in the options, or two on the
     *     class path for one format and none is named
     */
    public ImageReader(ReadOptions options) {
        this(options, Decoders.find(options.decoder()));
    }

    ImageReader(ReadOptions options, Decoders decoders) {
        this.options = options;
        this.decoders = decoders;
    }

    /** Reads every pixel of a picture, as {@link #read(ImageSource, UnaryOperator)} with no wish for less. */
    public DecodedImage read(ImageSource source) {
        return read(source, UnaryOperator.identity());
    }

    /**
     * Reads a picture.
     *
     * @param source where it is
     * @param wanted from the full size of the upright picture to the smallest that the caller can use; asked only with
     *     {@link Decoding#FAST}, and the edges of the answer stay at least that
     * @return the pixels; close them before the next call
     * @throws BadInputException if it cannot be read, is refused or broken; the message names source, format and reason
     * @throws IllegalStateException if the reader is closed
     */
    public DecodedImage read(ImageSource source, UnaryOperator<ImageSize> wanted) {
        Objects.requireNonNull(wanted, "wanted");
        if (closed) {
            throw new IllegalStateException("The image reader is closed");
        }
        if (source instanceof RawFrame frame) {
            return readFrame(frame);
        }
        return readEncoded((EncodedImage) source, wanted);
    }

    /**
     * Reads what an image file says of itself, without decoding it.
     *
     * @throws BadInputException as {@link #read(ImageSource)}, as far as the header tells
     */
    public ImageHeader readHeader(EncodedImage source) {
        @Nullable ImageFormat format = null;
        try {
            ByteBuffer data = bytes.load(source, options.limits().maxEncodedBytes());
            format = ImageFormat.of(data);
            return header(completed(data, format), format);
        } catch (UndecodableException e) {
            throw refused(source, format, e);
        }
    }

    private DecodedImage readFrame(RawFrame frame) {
        try {
            checkPixels(
                    frame.size().width(), frame.size().height(), frame.size().pixels());
            return new DecodedImage(frames.read(frame), frame.size(), null, true);
        } catch (UndecodableException e) {
            throw new BadInputException(frame.name() + " (raw " + frame.format() + "): " + e.getMessage(), e);
        }
    }

    private DecodedImage readEncoded(EncodedImage source, UnaryOperator<ImageSize> wanted) {
        @Nullable ImageFormat format = null;
        try {
            ByteBuffer data = bytes.load(source, options.limits().maxEncodedBytes());
            format = ImageFormat.of(data);
            data = completed(data, format);
            ImageHeader header = header(data, format);
            return decode(data, header, wanted);
        } catch (UndecodableException e) {
            throw refused(source, format, e);
        }
    }

    /** libjpeg and Pillow end such files in the same way, so that the pixels are the same. */
    private ByteBuffer completed(ByteBuffer data, @Nullable ImageFormat format) throws UndecodableException {
        int usable = options.acceptTruncated() && format == ImageFormat.JPEG ? JpegHeader.usableBytes(data) : -1;
        return usable < 0 ? data : bytes.withEnd(data, usable);
    }

    private ImageHeader header(ByteBuffer data, @Nullable ImageFormat format) throws UndecodableException {
        if (format == null || format == ImageFormat.SVG || format == ImageFormat.PDF) {
            throw notAnImage(data);
        }
        if (!options.limits().formats().contains(format)) {
            throw new UndecodableException((format.isReadable()
                            ? "the options do not allow this format; "
                            : "this format is not read; save it as PNG or JPEG; ")
                    + expected());
        }
        ImageHeader header = HeaderReader.read(format, new Bytes(data));
        checkPixels(header.width(), header.height(), header.announcedPixels());
        return header;
    }

    private DecodedImage decode(ByteBuffer data, ImageHeader header, UnaryOperator<ImageSize> wanted)
            throws UndecodableException {
        ImageDecoder decoder = decoders.forFormat(header.format());
        int scale = options.decoding() == Decoding.FAST ? Scaling.choose(header, wanted) : 1;
        Pixels stored;
        try {
            stored = decoder.decode(data, header, new DecodeRequest(scale));
        } catch (VisionException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new UndecodableException("the decoder " + decoder.name() + " failed: " + e, e);
        }
        checkDecoded(stored, header, scale, decoder);
        boolean turn = options.applyOrientation();
        Pixels pixels = turn ? Uprighting.apply(stored, header.orientation()) : stored;
        ImageSize size = turn ? header.uprightSize() : new ImageSize(header.width(), header.height());
        return new DecodedImage(pixels, size, header, turn || header.orientation() == 1);
    }

    private static void checkDecoded(Pixels pixels, ImageHeader header, int scale, ImageDecoder decoder)
            throws UndecodableException {
        boolean full = pixels.width() == header.width() && pixels.height() == header.height();
        boolean scaled = pixels.width() == Scaling.scaled(header.width(), scale)
                && pixels.height() == Scaling.scaled(header.height(), scale);
        if (!full && !scaled) {
            String found = pixels.width() + "x" + pixels.height();
            pixels.close();
            throw new UndecodableException("its header says " + header.width() + "x" + header.height()
                    + " pixels, but the decoder " + decoder.name() + " found " + found);
        }
    }

    private void checkPixels(int width, int height, long announced) throws UndecodableException {
        long limit = options.limits().maxPixels();
        if (announced > limit) {
            boolean part = announced > (long) width * height;
            throw new UndecodableException("expected at most " + limit + " pixels, found " + width + "x" + height
                    + (part ? " with a part of " + announced : " = " + announced)
                    + "; raise ImageLimits.maxPixels if you trust it");
        }
    }

    private String expected() {
        StringJoiner labels = new StringJoiner(", ", "expected one of ", "");
        for (ImageFormat format : ImageFormat.values()) {
            if (options.limits().formats().contains(format)) {
                labels.add(format.label());
            }
        }
        return labels.toString();
    }

    private UndecodableException notAnImage(ByteBuffer data) {
        FileContent content = FileContent.of(data);
        if (content.kind() == ContentKind.UNKNOWN) {
            return new UndecodableException("unknown format, starts with bytes " + start(data) + "; " + expected());
        }
        if (content.kind() == ContentKind.IMAGE) {
            return new UndecodableException(
                    content.what() + ", which is not read; save it as PNG or JPEG; " + expected());
        }
        return new UndecodableException(expected().replace("one of", "an image, one of") + ", found " + content);
    }

    private static BadInputException refused(
            EncodedImage source, @Nullable ImageFormat format, UndecodableException reason) {
        String label = format == null ? "" : " (" + format.label() + ")";
        return new BadInputException(source.name() + label + ": " + reason.getMessage(), reason);
    }

    private static String start(ByteBuffer data) {
        StringJoiner hex = new StringJoiner(" ");
        for (int i = 0; i < Math.min(SHOWN_BYTES, data.limit()); i++) {
            hex.add(String.format("%02x", data.get(i)));
        }
        return hex.toString();
    }

    /** The bytes outside the Java heap that this reader holds now, besides what it has handed out. */
    public long nativeBytes() {
        return bytes.nativeBytes() + frames.nativeBytes();
    }

    /** Frees the reader's buffers; pictures that it read must be closed before. Closing twice is harmless. */
    @Override
    public void close() {
        closed = true;
        bytes.clear();
        frames.clear();
    }
}
