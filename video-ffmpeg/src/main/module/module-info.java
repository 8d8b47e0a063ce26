/** Reads and writes videos with FFmpeg. Its native libraries are modules too, one for each platform. */
module dev.visiontask.video.ffmpeg {
    requires dev.visiontask;
    requires org.bytedeco.ffmpeg;
    requires org.bytedeco.javacpp;
    requires static org.jspecify;

    provides dev.visiontask.video.VideoProvider with
            dev.visiontask.video.ffmpeg.FfmpegProvider;
    provides dev.visiontask.video.VideoWriterProvider with
            dev.visiontask.video.ffmpeg.FfmpegWriterProvider;
}
