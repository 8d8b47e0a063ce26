package dev.visiontask.activity;

import java.nio.file.Path;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVInputFormat;
import org.bytedeco.ffmpeg.avformat.AVOutputFormat;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;

/** Makes long videos of short ones: their packets again and again, so that decoding costs what it does in real videos. */
final class RepeatedVideo {
    private RepeatedVideo() {}

    /** Writes an mp4 of so many frames. */
    static void write(Path source, Path target, long frames) {
        AVFormatContext in = new AVFormatContext(null);
        check(avformat.avformat_open_input(in, source.toString(), (AVInputFormat) null, (AVDictionary) null));
        check(avformat.avformat_find_stream_info(in, (AVDictionary) null));
        int video = avformat.av_find_best_stream(in, avutil.AVMEDIA_TYPE_VIDEO, -1, -1, (AVCodec) null, 0);
        check(video);
        AVFormatContext out = new AVFormatContext(null);
        check(avformat.avformat_alloc_output_context2(out, (AVOutputFormat) null, "mp4", target.toString()));
        AVStream to = avformat.avformat_new_stream(out, null);
        check(avcodec.avcodec_parameters_copy(to.codecpar(), in.streams(video).codecpar()));
        to.time_base(in.streams(video).time_base());
        AVIOContext file = new AVIOContext(null);
        check(avformat.avio_open(file, target.toString(), avformat.AVIO_FLAG_WRITE));
        out.pb(file);
        check(avformat.avformat_write_header(out, (AVDictionary) null));
        copy(in, in.streams(video), out, to, frames);
        check(avformat.av_write_trailer(out));
        avformat.avio_closep(out.pb());
        avformat.avformat_free_context(out);
        avformat.avformat_close_input(in);
    }

    private static void copy(AVFormatContext in, AVStream from, AVFormatContext out, AVStream to, long frames) {
        AVPacket packet = avcodec.av_packet_alloc();
        long shift = 0;
        long end = 0;
        for (long written = 0; written < frames; ) {
            if (avformat.av_read_frame(in, packet) < 0) {
                shift += end;
                end = 0;
                check(avformat.av_seek_frame(in, from.index(), 0, avformat.AVSEEK_FLAG_BACKWARD));
                continue;
            }
            if (packet.stream_index() == from.index()) {
                end = Math.max(end, packet.pts() + packet.duration());
                packet.pts(packet.pts() + shift).dts(packet.dts() + shift);
                avcodec.av_packet_rescale_ts(packet, from.time_base(), to.time_base());
                packet.stream_index(0);
                check(avformat.av_interleaved_write_frame(out, packet));
                written++;
            }
            avcodec.av_packet_unref(packet);
        }
        avcodec.av_packet_free(packet);
    }

    private static void check(int code) {
        if (code < 0) {
            throw new IllegalStateException("FFmpeg failed with the code " + code);
        }
    }
}
