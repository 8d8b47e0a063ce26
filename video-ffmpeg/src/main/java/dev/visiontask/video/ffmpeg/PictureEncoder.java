package dev.visiontask.video.ffmpeg;

import dev.visiontask.ImageSize;
import dev.visiontask.OutputException;
import dev.visiontask.UnsupportedOptionException;
import dev.visiontask.image.BgrSamples;
import dev.visiontask.video.VideoCodec;
import dev.visiontask.video.WriteOptions;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.jspecify.annotations.Nullable;

/** From pictures to packets. Owns FFmpeg's codec context, one picture, one packet and the converter. */
final class PictureEncoder implements AutoCloseable {
    private static final int ALIGNMENT = 64;
    private static final double DEFAULT_RATE = 25;
    private static final int RATE_UNIT = 1001;
    private static final int SECONDS_BETWEEN_KEY_FRAMES = 2;

    /** Above this height, players take colours without a name for those of HD. */
    private static final int SD_HEIGHT = 576;

    private static final int SD_WIDTH = 1024;

    private static final int SMALLEST_H264 = 16;

    private final AVCodecContext context;
    private final AVFrame picture;
    private final AVPacket packet;
    private final YuvConverter converter;

    private PictureEncoder(AVCodecContext context, AVFrame picture, YuvConverter converter) {
        this.context = context;
        this.picture = picture;
        this.converter = converter;
        this.packet = avcodec.av_packet_alloc();
    }

    /**
     * Opens an encoder.
     *
     * @param codec not AUTO
     * @param size even where the codec needs it
     * @param globalHeader whether the container keeps the codec's headers apart from the packets
     * @throws UnsupportedOptionException if the encoder does not take such pictures
     */
    static PictureEncoder open(VideoCodec codec, ImageSize size, WriteOptions options, boolean globalHeader) {
        AVCodec encoder = EncoderChoice.find(codec);
        if (encoder == null) {
            throw new UnsupportedOptionException("this build of FFmpeg has no encoder for " + codec);
        }
        String name = encoder.name().getString();
        if (codec == VideoCodec.H264 && Math.min(size.width(), size.height()) < SMALLEST_H264) {
            // It opens, and fails at the first picture.
            throw refused(name, size, "at least " + SMALLEST_H264 + "x" + SMALLEST_H264 + " is needed");
        }
        AVCodecContext context = avcodec.avcodec_alloc_context3(encoder);
        AVFrame picture = avutil.av_frame_alloc();
        try {
            describe(context, codec, size, options);
            EncoderChoice.apply(codec, options, context);
            if (globalHeader) {
                context.flags(context.flags() | avcodec.AV_CODEC_FLAG_GLOBAL_HEADER);
            }
            int code = avcodec.avcodec_open2(context, encoder, (AVDictionary) null);
            if (code < 0) {
                throw refused(name, size, FfmpegLibrary.message(code));
            }
            allocate(picture, context);
            boolean full = context.color_range() == avutil.AVCOL_RANGE_JPEG;
            return new PictureEncoder(
                    context, picture, new YuvConverter(size, context.pix_fmt(), context.colorspace(), full));
        } catch (RuntimeException | Error e) {
            avutil.av_frame_free(picture);
            avcodec.avcodec_free_context(context);
            throw e;
        }
    }

    private static UnsupportedOptionException refused(String encoder, ImageSize size, String reason) {
        return new UnsupportedOptionException("the encoder " + encoder + " does not take pictures of " + size
                + " with these options: " + reason
                + "; choose another codec by WriteOptions.withCodec, or another size by withSize");
    }

    private static void describe(AVCodecContext context, VideoCodec codec, ImageSize size, WriteOptions options) {
        double rate = options.rate() > 0 ? options.rate() : DEFAULT_RATE;
        context.width(size.width());
        context.height(size.height());
        context.time_base(rational(1, EncoderChoice.ticks(codec)));
        context.framerate(rational((int) Math.max(1, Math.round(rate * RATE_UNIT)), RATE_UNIT));
        context.sample_aspect_ratio(rational(1, 1));
        context.gop_size((int) Math.max(1, Math.round(rate * SECONDS_BETWEEN_KEY_FRAMES)));
        context.max_b_frames(0);
        context.thread_count(options.threads());
        context.pix_fmt(avutil.AV_PIX_FMT_YUV420P);
        boolean full = codec == VideoCodec.MJPEG;
        boolean hd = size.height() > SD_HEIGHT || size.width() > SD_WIDTH;
        boolean hdColours = hd && EncoderChoice.tellsColours(codec);
        context.color_range(full ? avutil.AVCOL_RANGE_JPEG : avutil.AVCOL_RANGE_MPEG);
        context.colorspace(hdColours ? avutil.AVCOL_SPC_BT709 : avutil.AVCOL_SPC_SMPTE170M);
        // The pictures are sRGB, whose primaries are those of BT.709.
        context.color_primaries(avutil.AVCOL_PRI_BT709);
        context.color_trc(avutil.AVCOL_TRC_BT709);
    }

    private static AVRational rational(int num, int den) {
        return avutil.av_make_q(num, den);
    }

    private static void allocate(AVFrame picture, AVCodecContext context) {
        picture.format(context.pix_fmt());
        picture.width(context.width());
        picture.height(context.height());
        picture.color_range(context.color_range());
        picture.colorspace(context.colorspace());
        picture.color_primaries(context.color_primaries());
        picture.color_trc(context.color_trc());
        int code = avutil.av_frame_get_buffer(picture, ALIGNMENT);
        if (code < 0) {
            throw new OutputException("no memory for a picture of the encoder: " + FfmpegLibrary.message(code));
        }
    }

    AVCodecContext context() {
        return context;
    }

    /**
     * Hands a picture to the encoder.
     *
     * @param ticks when it is shown, in ticks of the codec
     * @param duration how long it may last, in ticks
     */
    void send(BgrSamples samples, long ticks, long duration) {
        // The encoder may still hold the last one.
        check(avutil.av_frame_make_writable(picture));
        converter.convert(samples, picture);
        picture.pts(ticks);
        picture.duration(duration);
        check(avcodec.avcodec_send_frame(context, picture));
    }

    /** Tells the encoder that no more pictures come. */
    void sendEnd() {
        check(avcodec.avcodec_send_frame(context, (AVFrame) null));
    }

    /** The next packet, valid until the next call; null if there is none now. */
    @Nullable
    AVPacket receive() {
        int code = avcodec.avcodec_receive_packet(context, packet);
        if (FfmpegLibrary.isAgain(code) || code == avutil.AVERROR_EOF()) {
            return null;
        }
        check(code);
        return packet;
    }

    private static void check(int code) {
        if (code < 0) {
            throw new OutputException("the encoder failed: " + FfmpegLibrary.message(code));
        }
    }

    @Override
    public void close() {
        converter.close();
        avcodec.av_packet_free(packet);
        avutil.av_frame_free(picture);
        avcodec.avcodec_free_context(context);
    }
}
