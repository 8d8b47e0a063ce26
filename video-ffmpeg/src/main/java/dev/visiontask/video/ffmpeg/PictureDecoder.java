package dev.visiontask.video.ffmpeg;

import dev.visiontask.BadInputException;
import dev.visiontask.video.FrameOptions;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.jspecify.annotations.Nullable;

/** From packets to pictures. Owns FFmpeg's codec context and one picture. */
final class PictureDecoder implements AutoCloseable {
    private final AVCodecContext context;
    private final AVFrame picture;

    private PictureDecoder(AVCodecContext context) {
        this.context = context;
        this.picture = avutil.av_frame_alloc();
    }

    static PictureDecoder open(Address address, AVStream stream, FrameOptions options) {
        int id = stream.codecpar().codec_id();
        AVCodec codec = avcodec.avcodec_find_decoder(id);
        if (codec == null || codec.isNull()) {
            throw new BadInputException(address.name() + ": this build of FFmpeg has no decoder for its codec, "
                    + avcodec.avcodec_get_name(id).getString());
        }
        AVCodecContext context = avcodec.avcodec_alloc_context3(codec);
        try {
            check(address, avcodec.avcodec_parameters_to_context(context, stream.codecpar()));
            context.pkt_timebase(stream.time_base());
            context.thread_count(options.threads());
            context.max_pixels(options.limits().maxPixels());
            check(address, avcodec.avcodec_open2(context, codec, (AVDictionary) null));
            return new PictureDecoder(context);
        } catch (RuntimeException | Error e) {
            avcodec.avcodec_free_context(context);
            throw e;
        }
    }

    private static void check(Address address, int code) {
        if (code < 0) {
            throw new BadInputException(address.name() + ": the decoder does not open: " + FfmpegLibrary.message(code));
        }
    }

    /** Hands a packet to the decoder, null at the end. FFmpeg's code: 0, again, or an error. */
    int send(@Nullable AVPacket packet) {
        return avcodec.avcodec_send_packet(context, packet);
    }

    /** Takes the next picture. FFmpeg's code: 0, again, the end, or an error. */
    int receive() {
        return avcodec.avcodec_receive_frame(context, picture);
    }

    /** The picture received last. */
    AVFrame picture() {
        return picture;
    }

    /** Forgets what was sent, after a seek. */
    void flush() {
        avcodec.avcodec_flush_buffers(context);
    }

    @Override
    public void close() {
        avutil.av_frame_free(picture);
        avcodec.avcodec_free_context(context);
    }
}
