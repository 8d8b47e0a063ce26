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
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVIndexEntry;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;

/** What a container says of its video. */
final class StreamInfo {
    /** Bytes behind the end that AVI announces that are too few for another part. */
    private static final int RIFF_REST = 8;

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
        DisplayMatrix matrix = matrix(address, parameters);
        boolean sideways = matrix.rotation() % 180 != 0;
        boolean timed = context.duration() != avutil.AV_NOPTS_VALUE && context.duration() > 0;
        return new VideoInfo(
                address.name(),
                "ffmpeg",
                format,
                codec,
                sideways
                        ? new ImageSize(/* width= */ parameters.height(), /* height= */ parameters.width())
                        : new ImageSize(parameters.width(), parameters.height()),
                matrix.rotation(),
                matrix.mirrored(),
                rate(stream),
                frames(context, stream),
                timed
                        ? Optional.of(new Clock(1, avutil.AV_TIME_BASE, 0).time(context.duration()))
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

    private static DisplayMatrix matrix(Address address, AVCodecParameters parameters) {
        if (parameters.nb_coded_side_data() < 1) {
            return DisplayMatrix.UPRIGHT;
        }
        AVPacketSideData matrix = avcodec.av_packet_side_data_get(
                parameters.coded_side_data(), parameters.nb_coded_side_data(), avcodec.AV_PKT_DATA_DISPLAYMATRIX);
        return matrix == null || matrix.isNull()
                ? DisplayMatrix.UPRIGHT
                : DisplayMatrix.of(address.name(), matrix.data(), matrix.size());
    }

    /**
     * How many frames are there to be shown. The index of mp4 and mov has all of them, and marks those that an edit list
     * hides; more of them than the container counts are the first of a file in fragments, whose others it does not know yet.
     * The index of AVI has the chunks with a frame, where the header may count places or what its writer expected.
     */
    private static OptionalLong frames(AVFormatContext context, AVStream stream) {
        String format = context.iformat().name().getString();
        long counted = stream.nb_frames();
        int entries = avformat.avformat_index_get_entries_count(stream);
        // Without an index there is an entry for the first packet.
        if (format.equals("avi") && entries > 1 && isOneWholeRiff(context.pb())) {
            return OptionalLong.of(entries);
        }
        if (counted <= 0) {
            return OptionalLong.empty();
        }
        if (!format.startsWith("mov,")) {
            return OptionalLong.of(counted);
        }
        long shown = shown(stream, entries);
        return shown > 0 && (shown <= counted || shown < entries) ? OptionalLong.of(shown) : OptionalLong.empty();
    }

    /** Neither cut off nor one of several parts, which have an index each. */
    private static boolean isOneWholeRiff(AVIOContext file) {
        long at = avformat.avio_tell(file);
        if (file.seekable() == 0 || avformat.avio_seek(file, Integer.BYTES, 0) < 0) {
            return false;
        }
        long end = 2L * Integer.BYTES + Integer.toUnsignedLong(avformat.avio_rl32(file));
        avformat.avio_seek(file, at, 0);
        long behind = avformat.avio_size(file) - end;
        // Not every writer counts the byte that pads.
        return end > 2L * Integer.BYTES && behind >= -1 && behind <= RIFF_REST;
    }

    private static long shown(AVStream stream, int entries) {
        long shown = 0;
        for (int i = 0; i < entries; i++) {
            int flags = avformat.avformat_index_get_entry(stream, i).flags();
            shown += (flags & AVIndexEntry.AVINDEX_DISCARD_FRAME) == 0 ? 1 : 0;
        }
        return shown;
    }
}
