package dev.visiontask.video.ffmpeg;

import dev.visiontask.ImageSize;
import dev.visiontask.UnsupportedOptionException;
import dev.visiontask.image.BgrSamples;
import dev.visiontask.video.VideoCodec;
import dev.visiontask.video.VideoWriter;
import dev.visiontask.video.WriteOptions;
import java.nio.file.Path;
import java.time.Duration;
import org.bytedeco.ffmpeg.avcodec.AVPacket;

/** A video that FFmpeg encodes and writes. */
final class FfmpegWriter implements VideoWriter {
    private static final double NANOS = 1e9;
    private static final int MILLIS = 1000;
    private static final int DEFAULT_RATE = 25;

    private final ImageSize size;
    private final VideoCodec codec;
    private final Muxer muxer;
    private final PictureEncoder encoder;
    private final int ticks;

    /** The least distance of two pictures that the container can tell. */
    private final long least;

    private long last = -1;
    private long step;
    private boolean closed;

    private FfmpegWriter(FileKind kind, ImageSize size, VideoCodec codec, Muxer muxer, PictureEncoder encoder) {
        this.size = size;
        this.codec = codec;
        this.muxer = muxer;
        this.encoder = encoder;
        this.ticks = EncoderChoice.ticks(codec);
        this.least = kind.isCoarse() ? ticks / MILLIS : 1;
        this.step = ticks / DEFAULT_RATE;
    }

    static FfmpegWriter open(Path file, FileKind kind, ImageSize size, WriteOptions options) {
        VideoCodec codec = options.codec() == VideoCodec.AUTO
                ? kind.usual()
                        .orElseThrow(() ->
                                new UnsupportedOptionException("this build of FFmpeg has no encoder for such a file"))
                : options.codec();
        ImageSize coded = EncoderChoice.isEven(codec) ? even(size) : size;
        Muxer muxer = Muxer.open(file, kind);
        try {
            PictureEncoder encoder = PictureEncoder.open(codec, coded, options, muxer.wantsGlobalHeader());
            try {
                muxer.begin(encoder.context());
                return new FfmpegWriter(kind, coded, codec, muxer, encoder);
            } catch (RuntimeException | Error e) {
                encoder.close();
                throw e;
            }
        } catch (RuntimeException | Error e) {
            muxer.close();
            throw e;
        }
    }

    private static ImageSize even(ImageSize size) {
        return new ImageSize(size.width() + size.width() % 2, size.height() + size.height() % 2);
    }

    @Override
    public ImageSize size() {
        return size;
    }

    @Override
    public String codec() {
        return codec.toString();
    }

    @Override
    public void write(BgrSamples picture, Duration time) {
        long at = Math.round(time.toNanos() / NANOS * ticks);
        if (last >= 0) {
            at = Math.max(at, last + least);
            step = at - last;
        }
        last = at;
        encoder.send(picture, at, step);
        drain();
    }

    private void drain() {
        for (AVPacket packet = encoder.receive(); packet != null; packet = encoder.receive()) {
            if (packet.duration() <= 0) {
                packet.duration(step);
            }
            muxer.write(packet, encoder.context());
        }
    }

    @Override
    public void finish() {
        encoder.sendEnd();
        drain();
        muxer.finish();
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            encoder.close();
            muxer.close();
        }
    }
}
