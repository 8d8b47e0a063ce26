package dev.visiontask.video;

import dev.visiontask.ImageSize;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a source says of itself. Containers are not always right about rate, count and duration; only reading to the end
 * tells.
 *
 * @param name the path or address, for messages
 * @param provider who reads it, such as {@code ffmpeg}
 * @param format the container, such as {@code avi}
 * @param codec how the pictures are encoded, such as {@code mjpeg}
 * @param size of the first picture in the video, upright
 * @param rotation degrees clockwise, 0, 90, 180 or 270, by which the stored pictures are turned to be upright
 * @param mirrored whether the stored frames are mirrored, left to right, before they are turned
 * @param frameRate pictures a second on average; 0 if unknown
 * @param frames how many frames the container announces, without those that its edit list hides; empty if it does not
 *     say
 * @param duration how long the container says that it lasts, if it does
 * @param live whether it has no end and no way back, such as a camera
 */
public record VideoInfo(
        String name,
        String provider,
        String format,
        String codec,
        ImageSize size,
        int rotation,
        boolean mirrored,
        double frameRate,
        OptionalLong frames,
        Optional<Duration> duration,
        boolean live) {
    /** Checks the ranges. */
    public VideoInfo {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(provider, "provider");
        Objects.requireNonNull(format, "format");
        Objects.requireNonNull(codec, "codec");
        Objects.requireNonNull(size, "size");
        Objects.requireNonNull(frames, "frames");
        Objects.requireNonNull(duration, "duration");
        if (rotation != 0 && rotation != 90 && rotation != 180 && rotation != 270) {
            throw new IllegalArgumentException("Expected a rotation of 0, 90, 180 or 270, found: " + rotation);
        }
        if (!(frameRate >= 0) || Double.isInfinite(frameRate)) {
            throw new IllegalArgumentException("Expected a rate of at least 0, found: " + frameRate);
        }
    }

    /** Of a video that is not mirrored. */
    public VideoInfo(
            String name,
            String provider,
            String format,
            String codec,
            ImageSize size,
            int rotation,
            double frameRate,
            OptionalLong frames,
            Optional<Duration> duration,
            boolean live) {
        this(name, provider, format, codec, size, rotation, false, frameRate, frames, duration, live);
    }

    /** The same under another name and reader, for decorators. */
    VideoInfo withLive(boolean isLive) {
        return new VideoInfo(
                name, provider, format, codec, size, rotation, mirrored, frameRate, frames, duration, isLive);
    }
}
