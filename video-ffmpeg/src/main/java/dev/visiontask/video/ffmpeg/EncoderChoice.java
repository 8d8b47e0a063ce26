package dev.visiontask.video.ffmpeg;

import dev.visiontask.video.VideoCodec;
import dev.visiontask.video.WriteOptions;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.jspecify.annotations.Nullable;

/** Which of FFmpeg's encoders is used for a codec, and what the options mean to it. Only encoders in software. */
final class EncoderChoice {
    /** FFmpeg's FF_QP2LAMBDA. */
    private static final int LAMBDA = 118;

    private EncoderChoice() {}

    private static @Nullable String name(VideoCodec codec) {
        return switch (codec) {
            case H264 -> "libopenh264";
            case VP9 -> "libvpx-vp9";
            // SVT-AV1 writes to the error stream, whatever FFmpeg's log says.
            case AV1 -> "libaom-av1";
            case MPEG4 -> "mpeg4";
            case MJPEG -> "mjpeg";
            case AUTO -> null;
        };
    }

    /** Whether this build of FFmpeg has an encoder. */
    static boolean isThere(VideoCodec codec) {
        return find(codec) != null;
    }

    /** The encoder, or null if this build of FFmpeg has none. */
    static @Nullable AVCodec find(VideoCodec codec) {
        String name = name(codec);
        AVCodec found = name == null ? null : avcodec.avcodec_find_encoder_by_name(name);
        return found == null || found.isNull() ? null : found;
    }

    /** Whether width and height must be even. */
    static boolean isEven(VideoCodec codec) {
        return codec != VideoCodec.VP9 && codec != VideoCodec.MJPEG;
    }

    /** Whether the pictures themselves can say which colours they mean. */
    static boolean tellsColours(VideoCodec codec) {
        return codec != VideoCodec.MPEG4 && codec != VideoCodec.MJPEG;
    }

    /** Ticks a second that the codec can count and that usual rates, 24 to 60 and those of NTSC, fit into. */
    static int ticks(VideoCodec codec) {
        // MPEG-4 counts with 16 bits.
        return codec == VideoCodec.MPEG4 ? 60_000 : 120_000;
    }

    /** Sets quality or bit rate, and speeds that suit a video made in passing. */
    static void apply(VideoCodec codec, WriteOptions options, AVCodecContext context) {
        boolean byRate = options.bitRate() > 0;
        if (byRate) {
            context.bit_rate(options.bitRate());
        }
        switch (codec) {
            case H264 -> openH264(options, byRate, context);
            case VP9 -> {
                set(context, "deadline", "realtime");
                set(context, "cpu-used", "6");
                set(context, "row-mt", "1");
                crf(context, byRate, between(options, 55, 20));
            }
            case AV1 -> {
                set(context, "usage", "realtime");
                set(context, "cpu-used", "8");
                set(context, "row-mt", "1");
                crf(context, byRate, between(options, 60, 20));
            }
            case MPEG4, MJPEG -> {
                if (!byRate) {
                    context.flags(context.flags() | avcodec.AV_CODEC_FLAG_QSCALE);
                    context.global_quality(LAMBDA * between(options, 14, 2));
                }
            }
            case AUTO -> throw new IllegalArgumentException("Expected a codec, found: " + codec);
        }
    }

    /** Its quality mode aims at a bit rate, unless the range of the quantiser is a single value. */
    private static void openH264(WriteOptions options, boolean byRate, AVCodecContext context) {
        set(context, "rc_mode", byRate ? "bitrate" : "quality");
        set(context, "allow_skip_frames", "0");
        // An eighth smaller than its default, and still played by everything.
        set(context, "profile", "main");
        set(context, "coder", "cabac");
        if (!byRate) {
            int quantiser = between(options, 41, 17);
            context.qmin(quantiser);
            context.qmax(quantiser);
        }
    }

    private static void crf(AVCodecContext context, boolean byRate, int value) {
        if (!byRate) {
            context.bit_rate(0);
            set(context, "crf", Integer.toString(value));
        }
    }

    private static int between(WriteOptions options, int worst, int best) {
        return (int) Math.round(worst + (best - worst) * options.quality());
    }

    private static void set(AVCodecContext context, String name, String value) {
        int code = avutil.av_opt_set(context, name, value, avutil.AV_OPT_SEARCH_CHILDREN);
        if (code < 0) {
            throw new IllegalStateException(
                    "FFmpeg's encoder does not take " + name + "=" + value + ": " + FfmpegLibrary.message(code));
        }
    }
}
