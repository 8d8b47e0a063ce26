package dev.visiontask.video;

import dev.visiontask.ImageSize;
import java.nio.file.Path;
import java.util.Set;

/** Writes AVI files whose pictures are JPEGs. */
final class AviWriterProvider implements VideoWriterProvider {
    @Override
    public String name() {
        return "motion-jpeg";
    }

    @Override
    public Set<String> extensions() {
        return Set.of("avi");
    }

    @Override
    public Set<VideoCodec> codecs(String extension) {
        return Set.of(VideoCodec.AUTO, VideoCodec.MJPEG);
    }

    @Override
    public VideoWriter open(Path file, String extension, ImageSize size, WriteOptions options) {
        return new AviWriter(file, size, options);
    }
}
