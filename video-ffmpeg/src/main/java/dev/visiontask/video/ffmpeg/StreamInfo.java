package dev.visiontask.video.ffmpeg;

import dev.visiontask.BadInputException;
import dev.visiontask.ImageSize;
import dev.visiontask.video.VideoInfo;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacketSideData;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.IntPointer;

/** What a container says of its video. */
final class StreamInfo {
    private static final int MATRIX_BYTES = 36;

    private StreamInfo() {}

    static VideoInfo of(Address address, Demuxer demuxer) {
        AVFormatContext context = demuxer.context();
        AVStream stream = demuxer.stream();
        AVCodecParameters parameters = stream.codecpar();
        String format = context.iformat().name().getString();
        String codec = avcodec.avcodec_get_name(parameters.codec_id()).getString();
        if (parameters.width() < 1 || parameters.height() < 1) {
            throw new BadInputException(address.name() + " (" + format + ", " + codec
                    + "): expected a video, found a stream without a size; its data is broken or missing");
        }
        int rotation = rotation(parameters);
        boolean sideways = rotation == 90 || rotation == 270;
        boolean timed = context.duration() != avutil.AV_NOPTS_VALUE && context.duration() > 0;
        return new VideoInfo(
                address.name(),
                "ffmpeg",
                format,
                codec,
                sideways
                        ? new ImageSize(/* width= */ parameters.height(), /* height= */ parameters.width())
                        : new ImageSize(parameters.width(), parameters.height()),
                rotation,
                rate(stream),
                stream.nb_frames() > 0 ? OptionalLong.of(stream.nb_frames()) : OptionalLong.empty(),
                timed
                        ? Optional.of(new Clock(1, avutil.AV_TIME_BASE).time(context.duration()))
                        : Optional.<Duration>empty(),
                !address.local() && !timed);
    }

    private static double rate(AVStream stream) {
        double average = ratio(stream.avg_frame_rate());
        return average > 0 ? average : ratio(stream.r_frame_rate());
    }

    private static double ratio(AVRational rational) {
        return rational.num() > 0 && rational.den() > 0 ? (double) rational.num() / rational.den() : 0;
    }

    /** Degrees clockwise; FFmpeg's are counter-clockwise. */
    private static int rotation(AVCodecParameters parameters) {
        if (parameters.nb_coded_side_data() < 1) {
            return 0;
        }
        AVPacketSideData matrix = avcodec.av_packet_side_data_get(
                parameters.coded_side_data(), parameters.nb_coded_side_data(), avcodec.AV_PKT_DATA_DISPLAYMATRIX);
        if (matrix == null || matrix.isNull() || matrix.size() < MATRIX_BYTES) {
            return 0;
        }
        double counterClockwise = avutil.av_display_rotation_get(new IntPointer(matrix.data()));
        if (Double.isNaN(counterClockwise)) {
            return 0;
        }
        return Math.floorMod(-Math.round(counterClockwise / 90) * 90, 360);
    }
}
