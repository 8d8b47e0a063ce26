package dev.visiontask.video;

import dev.visiontask.ImageSize;
import dev.visiontask.OutputException;
import dev.visiontask.UnsupportedOptionException;
import dev.visiontask.image.BgrSamples;
import dev.visiontask.image.JpegEncoder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes Motion-JPEG in AVI. The rate must be known before the second picture, since places without a picture are empty
 * chunks between; unless it is given, the first pictures are held back until their times tell it.
 */
final class AviWriter implements VideoWriter {
    private static final int HELD_PICTURES = 16;
    private static final long HELD_BYTES = 32L << 20;
    private static final int LONGEST_EDGE = 65_500;
    private static final int LEAST_JPEG_QUALITY = 60;
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final ImageSize size;
    private final AviFile file;
    private final JpegEncoder encoder;
    private final List<Held> held = new ArrayList<>();
    private long heldBytes;
    private @Nullable AviRate rate;

    /** Places taken, empty ones included. */
    private long slots;

    AviWriter(Path path, ImageSize size, WriteOptions options) {
        if (size.width() > LONGEST_EDGE || size.height() > LONGEST_EDGE) {
            throw new UnsupportedOptionException(
                    "Motion-JPEG takes pictures of at most " + LONGEST_EDGE + " pixels an edge, found: " + size);
        }
        if (options.bitRate() > 0) {
            throw new UnsupportedOptionException("Motion-JPEG in AVI is written by quality, found a bit rate of "
                    + options.bitRate() + "; use WriteOptions.withQuality, or write another kind of file");
        }
        this.size = size;
        this.rate = options.rate() > 0 ? AviRate.of(options.rate()) : null;
        this.encoder =
                new JpegEncoder((int) Math.round(LEAST_JPEG_QUALITY + (100 - LEAST_JPEG_QUALITY) * options.quality()));
        try {
            this.file = new AviFile(path, size);
        } catch (RuntimeException | Error e) {
            encoder.close();
            throw e;
        }
    }

    private record Held(ByteBuffer picture, Duration time) {}

    @Override
    public ImageSize size() {
        return size;
    }

    @Override
    public String codec() {
        return VideoCodec.MJPEG.toString();
    }

    @Override
    public void write(BgrSamples picture, Duration time) {
        ByteBuffer jpeg = encoder.encode(picture);
        AviRate known = rate;
        if (known != null) {
            if (slots == 0) {
                begin(known);
            }
            add(jpeg, known.slot(time));
            return;
        }
        heldBytes += jpeg.remaining();
        held.add(new Held(ByteBuffer.allocate(jpeg.remaining()).put(jpeg).flip(), time));
        if (held.size() >= HELD_PICTURES || heldBytes > HELD_BYTES) {
            release();
        }
    }

    private AviRate release() {
        AviRate known = rate;
        if (known == null) {
            known = AviRate.of(held.stream().map(Held::time).toList());
            rate = known;
            begin(known);
            for (Held each : held) {
                add(each.picture(), known.slot(each.time()));
            }
            held.clear();
        }
        return known;
    }

    private void begin(AviRate known) {
        try {
            file.begin(known);
        } catch (IOException e) {
            throw new OutputException("writing failed: " + e, e);
        }
    }

    private void add(ByteBuffer jpeg, long slot) {
        try {
            while (slots < slot) {
                file.add(NOTHING);
                slots++;
            }
            file.add(jpeg);
            slots++;
        } catch (IOException e) {
            throw new OutputException("writing failed: " + e, e);
        }
    }

    @Override
    public void finish() {
        AviRate known = release();
        try {
            file.finish(known);
        } catch (IOException e) {
            throw new OutputException("writing failed: " + e, e);
        }
    }

    @Override
    public void close() {
        held.clear();
        try {
            encoder.close();
        } finally {
            file.close();
        }
    }
}
