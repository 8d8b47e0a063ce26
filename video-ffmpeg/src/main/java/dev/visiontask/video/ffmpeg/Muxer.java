package dev.visiontask.video.ffmpeg;

import dev.visiontask.OutputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVIOInterruptCB;
import org.bytedeco.ffmpeg.avformat.AVOutputFormat;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;
import org.jspecify.annotations.Nullable;

/** A file that packets of one video stream go to. Owns FFmpeg's context and the open file. */
final class Muxer implements AutoCloseable {
    private final AVFormatContext context;
    private final FileKind kind;
    private @Nullable AVStream stream;
    private boolean closed;

    private Muxer(AVFormatContext context, FileKind kind) {
        this.context = context;
        this.kind = kind;
    }

    /**
     * Opens a file.
     *
     * @throws OutputException if that fails
     */
    static Muxer open(Path file, FileKind kind) {
        if (!file.getFileSystem().equals(FileSystems.getDefault())) {
            throw new OutputException(
                    file + ": expected a file of the default file system; Frames.create writes to others, too");
        }
        AVFormatContext context = new AVFormatContext(null);
        try (BytePointer url = new BytePointer("file:" + file.toAbsolutePath(), StandardCharsets.UTF_8);
                BytePointer name = new BytePointer(kind.muxer(), StandardCharsets.UTF_8)) {
            check(avformat.avformat_alloc_output_context2(context, (AVOutputFormat) null, name, url));
            AVIOContext io = new AVIOContext(null);
            int code =
                    avformat.avio_open2(io, url, avformat.AVIO_FLAG_WRITE, (AVIOInterruptCB) null, (AVDictionary) null);
            if (code < 0) {
                avformat.avformat_free_context(context);
                throw failed(code);
            }
            context.pb(io);
            return new Muxer(context, kind);
        }
    }

    /** Whether the codec's headers are kept apart from the packets. */
    boolean wantsGlobalHeader() {
        return (context.oformat().flags() & avformat.AVFMT_GLOBALHEADER) != 0;
    }

    /** Writes what comes before the packets. */
    void begin(AVCodecContext encoder) {
        AVStream added = avformat.avformat_new_stream(context, (AVCodec) null);
        added.time_base(encoder.time_base());
        added.sample_aspect_ratio(encoder.sample_aspect_ratio());
        check(avcodec.avcodec_parameters_from_context(added.codecpar(), encoder));
        AVDictionary options = new AVDictionary(null);
        try {
            if (kind.isIso()) {
                avutil.av_dict_set(options, "movflags", "+faststart", 0);
            }
            check(avformat.avformat_write_header(context, options));
        } finally {
            avutil.av_dict_free(options);
        }
        stream = added;
    }

    /** Writes a packet, whose times are in ticks of the encoder; its data is released. */
    void write(AVPacket packet, AVCodecContext encoder) {
        AVStream to = stream;
        if (to == null) {
            throw new IllegalStateException("Expected begin() before write()");
        }
        avcodec.av_packet_rescale_ts(packet, encoder.time_base(), to.time_base());
        packet.stream_index(to.index());
        check(avformat.av_interleaved_write_frame(context, packet));
    }

    /** Writes what comes after the packets, and closes the file. */
    void finish() {
        check(avformat.av_write_trailer(context));
        AVIOContext io = context.pb();
        context.pb(new AVIOContext(null));
        check(avformat.avio_closep(io));
    }

    private static void check(int code) {
        if (code < 0) {
            throw failed(code);
        }
    }

    private static OutputException failed(int code) {
        return new OutputException("writing failed: " + FfmpegLibrary.message(code));
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        AVIOContext io = context.pb();
        if (io != null && !io.isNull()) {
            avformat.avio_closep(io);
            context.pb(new AVIOContext(null));
        }
        avformat.avformat_free_context(context);
    }
}
