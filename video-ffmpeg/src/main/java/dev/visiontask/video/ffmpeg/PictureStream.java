package dev.visiontask.video.ffmpeg;

import dev.visiontask.BadInputException;
import dev.visiontask.video.FrameOptions;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;
import org.jspecify.annotations.Nullable;

/** The decoded pictures of one pass through a video, in the order of showing. */
final class PictureStream implements AutoCloseable {
    /** A decoder that gives nothing but errors at the end would go on forever. */
    private static final int MAX_ERRORS_AT_END = 100;

    private final Address address;
    private final Demuxer demuxer;
    private final PictureDecoder decoder;
    private boolean draining;
    private int errorsAtEnd;
    private long lost;
    private @Nullable String problem;

    /** Why reading ended, to be thrown after the last picture before it, and again by each later call. */
    private @Nullable RuntimeException failure;

    private PictureStream(Address address, Demuxer demuxer, PictureDecoder decoder) {
        this.address = address;
        this.demuxer = demuxer;
        this.decoder = decoder;
    }

    static PictureStream open(Address address, FrameOptions options, BooleanSupplier cancelled) {
        Demuxer demuxer = Demuxer.open(address, options, true, cancelled);
        try {
            PictureDecoder decoder = PictureDecoder.open(address, demuxer.stream(), options);
            return new PictureStream(address, demuxer, decoder);
        } catch (RuntimeException | Error e) {
            demuxer.close();
            throw e;
        }
    }

    Demuxer demuxer() {
        return demuxer;
    }

    /** The next picture, valid until the next call; null at the end. */
    @Nullable
    AVFrame next() {
        while (true) {
            int code = decoder.receive();
            if (code == 0) {
                return decoder.picture();
            }
            if (code == avutil.AVERROR_EOF()) {
                return end();
            }
            if (!FfmpegLibrary.isAgain(code)) {
                lose(code);
                if (draining && ++errorsAtEnd > MAX_ERRORS_AT_END) {
                    return end();
                }
            } else if (draining) {
                return end();
            } else {
                feed();
            }
        }
    }

    private @Nullable AVFrame end() {
        RuntimeException broken = failure;
        if (broken == null) {
            return null;
        }
        if (broken instanceof CancellationException) {
            // Said once: an interrupt that is over. But FFmpeg cannot go on where it was.
            failure = new BadInputException(
                    address.name() + ": reading on is not possible, an interrupt has ended it; open it again", broken);
        }
        throw broken;
    }

    private void feed() {
        AVPacket packet = read();
        draining = packet == null;
        int code = decoder.send(packet);
        if (packet != null) {
            demuxer.release();
        }
        if (code < 0 && !FfmpegLibrary.isAgain(code) && code != avutil.AVERROR_EOF()) {
            lose(code);
        }
    }

    private @Nullable AVPacket read() {
        try {
            return demuxer.read();
        } catch (BadInputException e) {
            // The pictures before the break are good.
            if (address.local() && !demuxer.stopped()) {
                lose(String.valueOf(e.getMessage()));
            } else {
                failure = e;
            }
            return null;
        } catch (CancellationException e) {
            failure = e;
            return null;
        }
    }

    private void lose(int code) {
        lose(address.name() + ": a picture could not be decoded: " + FfmpegLibrary.message(code));
    }

    private void lose(String reason) {
        lost++;
        if (problem == null) {
            problem = reason;
        }
    }

    /** Goes to a key frame by its timestamp; false if the container cannot. */
    boolean seek(long timestamp) {
        if (!demuxer.seek(timestamp)) {
            return false;
        }
        decoder.flush();
        draining = false;
        failure = null;
        return true;
    }

    long lost() {
        return lost;
    }

    Optional<String> problem() {
        return Optional.ofNullable(problem);
    }

    @Override
    public void close() {
        decoder.close();
        demuxer.close();
    }
}
