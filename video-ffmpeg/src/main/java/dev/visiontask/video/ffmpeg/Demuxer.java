package dev.visiontask.video.ffmpeg;

import dev.visiontask.BadInputException;
import dev.visiontask.video.FrameOptions;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVInputFormat;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;
import org.jspecify.annotations.Nullable;

/** An open container and the packets of its video stream. Owns FFmpeg's context and one packet. */
final class Demuxer implements AutoCloseable {
    /** Formats that are lists of other places to read. */
    private static final Set<String> REFERRING =
            Set.of("hls", "concat", "concatf", "dash", "image2", "imf", "sdp", "tedcaptions", "webvtt");

    private final Address address;
    private final Interrupt interrupt;
    private final AVFormatContext context;
    private final AVPacket packet;
    private final AVStream stream;

    private Demuxer(Address address, Interrupt interrupt, AVFormatContext context, AVStream stream) {
        this.address = address;
        this.interrupt = interrupt;
        this.context = context;
        this.stream = stream;
        this.packet = avcodec.av_packet_alloc();
    }

    /**
     * Opens a container and finds its video stream; what was opened is closed if that fails.
     *
     * @param completeTimes whether packets that do not say when they are shown get a time from their neighbours, which
     *     is not always in order
     * @param cancelled whether to give up, now and later
     */
    static Demuxer open(Address address, FrameOptions options, boolean completeTimes, BooleanSupplier cancelled) {
        Interrupt interrupt = new Interrupt(options.timeout(), address.local(), cancelled);
        AVFormatContext context = null;
        try {
            context = openContext(address, interrupt, completeTimes);
            AVStream stream = findVideo(address, interrupt, context);
            return new Demuxer(address, interrupt, context, stream);
        } catch (RuntimeException | Error e) {
            if (context != null) {
                avformat.avformat_close_input(context);
            }
            interrupt.close();
            throw e;
        }
    }

    private static AVFormatContext openContext(Address address, Interrupt interrupt, boolean completeTimes) {
        AVInputFormat format = null;
        if (address.format() != null) {
            FfmpegLibrary.loadDevices();
            format = avformat.av_find_input_format(address.format());
        }
        AVFormatContext context = avformat.avformat_alloc_context();
        AVDictionary options = new AVDictionary(null);
        boolean isHandedOver = false;
        try (BytePointer url = new BytePointer(address.url(), StandardCharsets.UTF_8)) {
            if (completeTimes) {
                context.flags(context.flags() | AVFormatContext.AVFMT_FLAG_GENPTS);
            }
            interrupt.attach(context);
            if (!address.protocols().isEmpty()) {
                avutil.av_dict_set(options, "protocol_whitelist", address.protocols(), 0);
            }
            if (address.url().startsWith("rtsp")) {
                // Over UDP pictures break whenever a packet is lost.
                avutil.av_dict_set(options, "rtsp_transport", "tcp", 0);
            }
            interrupt.begin();
            // Frees the context if it fails.
            isHandedOver = true;
            int code = avformat.avformat_open_input(context, url, format, options);
            if (code < 0) {
                throw failed(address, interrupt, "opening failed", code);
            }
            return context;
        } finally {
            interrupt.end();
            avutil.av_dict_free(options);
            if (!isHandedOver) {
                avformat.avformat_free_context(context);
            }
        }
    }

    private static AVStream findVideo(Address address, Interrupt interrupt, AVFormatContext context) {
        String format = context.iformat().name().getString();
        for (String name : format.split(",", -1)) {
            if (address.local() && REFERRING.contains(name)) {
                throw new BadInputException(address.name() + ": expected a video, found a list of other places (" + name
                        + "), which is refused; open the video itself");
            }
        }
        interrupt.begin();
        int code = avformat.avformat_find_stream_info(context, (AVDictionary) null);
        interrupt.end();
        if (code < 0 && interrupt.ended()) {
            throw failed(address, interrupt, "looking for streams failed", code);
        }
        int index = avformat.av_find_best_stream(context, avutil.AVMEDIA_TYPE_VIDEO, -1, -1, (AVCodec) null, 0);
        if (index < 0) {
            throw new BadInputException(address.name() + " (" + format + "): expected a video stream, found "
                    + context.nb_streams() + " streams, none of them video");
        }
        if ((context.streams(index).disposition() & avformat.AV_DISPOSITION_ATTACHED_PIC) != 0) {
            throw new BadInputException(address.name() + " (" + format
                    + "): expected a video stream, found a sound with a cover, which is no video");
        }
        for (int i = 0; i < context.nb_streams(); i++) {
            if (i != index) {
                context.streams(i).discard(avcodec.AVDISCARD_ALL);
            }
        }
        return context.streams(index);
    }

    private static RuntimeException failed(Address address, Interrupt interrupt, String what, int code) {
        if (interrupt.timedOut()) {
            return new BadInputException(address.name()
                    + ": no data came within the timeout; the source has stalled. FrameOptions.withTimeout changes it");
        }
        if (interrupt.interrupted()) {
            return new CancellationException(address.name() + ": " + what + ": the thread was interrupted");
        }
        if (interrupt.ended()) {
            return new BadInputException(address.name() + ": " + what + ": the source was closed");
        }
        return new BadInputException(address.name() + ": " + what + ": " + FfmpegLibrary.message(code));
    }

    AVFormatContext context() {
        return context;
    }

    AVStream stream() {
        return stream;
    }

    /**
     * The next packet of the video, to be released by {@link #release}; null at the end.
     *
     * @throws BadInputException if reading fails or stalls
     * @throws CancellationException if the thread was interrupted; there is no reading on then
     */
    @Nullable
    AVPacket read() {
        while (true) {
            interrupt.begin();
            int code = avformat.av_read_frame(context, packet);
            interrupt.end();
            if (stopped()) {
                avcodec.av_packet_unref(packet);
                throw failed(address, interrupt, "reading ended", code);
            }
            if (code == avutil.AVERROR_EOF()) {
                return null;
            }
            if (code < 0) {
                throw failed(address, interrupt, "reading failed", code);
            }
            if (packet.stream_index() == stream.index()) {
                return packet;
            }
            avcodec.av_packet_unref(packet);
        }
    }

    /** Frees the data of the packet that was read last. */
    void release() {
        avcodec.av_packet_unref(packet);
    }

    /** Goes to the key frame at or before a timestamp of the video stream. */
    boolean seek(long timestamp) {
        interrupt.begin();
        int code = avformat.av_seek_frame(context, stream.index(), timestamp, avformat.AVSEEK_FLAG_BACKWARD);
        interrupt.end();
        return code >= 0;
    }

    /** Whether the last call was ended from outside or took too long. */
    boolean stopped() {
        return interrupt.ended();
    }

    @Override
    public void close() {
        avcodec.av_packet_free(packet);
        avformat.avformat_close_input(context);
        interrupt.close();
    }
}
