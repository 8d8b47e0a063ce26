package dev.visiontask.video.ffmpeg;

import dev.visiontask.ImageSize;
import dev.visiontask.video.VideoCodec;
import dev.visiontask.video.VideoWriter;
import dev.visiontask.video.VideoWriterProvider;
import dev.visiontask.video.WriteOptions;
import java.nio.file.Path;
import java.util.Set;

/** Writes mp4, mov, mkv and webm, and AVI with MPEG-4. Made by the service loader. */
public final class FfmpegWriterProvider implements VideoWriterProvider {
    /** For the service loader. */
    public FfmpegWriterProvider() {}

    @Override
    public String name() {
        return "ffmpeg";
    }

    @Override
    public Set<String> extensions() {
        return FileKind.extensions();
    }

    @Override
    public Set<VideoCodec> codecs(String extension) {
        FfmpegLibrary.load();
        return FileKind.of(extension).codecs();
    }

    @Override
    public VideoWriter open(Path file, String extension, ImageSize size, WriteOptions options) {
        FfmpegLibrary.load();
        return FfmpegWriter.open(file, FileKind.of(extension), size, options);
    }
}
