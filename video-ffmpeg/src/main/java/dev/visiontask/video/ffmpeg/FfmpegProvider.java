package dev.visiontask.video.ffmpeg;

import dev.visiontask.video.FrameOptions;
import dev.visiontask.video.VideoLocation;
import dev.visiontask.video.VideoProvider;
import dev.visiontask.video.VideoReader;
import java.nio.ByteBuffer;
import java.util.function.BooleanSupplier;

/** Opens whatever FFmpeg reads: files, network streams, cameras. Made by the service loader. */
public final class FfmpegProvider implements VideoProvider {
    /** For the service loader. */
    public FfmpegProvider() {}

    @Override
    public String name() {
        return "ffmpeg";
    }

    @Override
    public boolean supports(VideoLocation location, ByteBuffer head) {
        return location.path() == null || head.hasRemaining();
    }

    @Override
    public VideoReader open(VideoLocation location, FrameOptions options) {
        return open(location, options, () -> false);
    }

    @Override
    public VideoReader open(VideoLocation location, FrameOptions options, BooleanSupplier cancelled) {
        FfmpegLibrary.load();
        return FfmpegReader.open(Address.of(location), options, cancelled);
    }
}
