package dev.visiontask.video;

import java.nio.ByteBuffer;
import java.util.function.BooleanSupplier;

/**
 * Opens videos of some kinds; found by {@link java.util.ServiceLoader}. Built in are {@code images} (folders, patterns,
 * single pictures) and {@code motion-jpeg} (AVI). Another provider on the class path goes before {@code motion-jpeg}; if
 * two support one video, {@link FrameOptions#provider()} must name one.
 */
public interface VideoProvider {
    /** A short lower-case name, by which users choose it. */
    String name();

    /**
     * Whether it is the one to try. A provider that could read any container says so for all that it does not know to be
     * something else.
     *
     * @param location where the video is
     * @param head the first bytes of a regular file, at most {@value #HEAD_BYTES}; empty for anything else
     */
    boolean supports(VideoLocation location, ByteBuffer head);

    /** How many bytes {@link #supports} sees. */
    int HEAD_BYTES = 4096;

    /**
     * Opens a video. If it is a file, it is one of the default file system: what lies elsewhere is copied before. Sampling, turning and reconnecting are not the provider's business.
     *
     * @throws dev.visiontask.BadInputException if it cannot be read
     * @throws dev.visiontask.BackendNotFoundException if the provider's native library does not load here
     */
    VideoReader open(VideoLocation location, FrameOptions options);

    /**
     * The same, for sources that are slow to open, such as cameras: gives up soon, with any exception, once the caller no
     * longer wants it. A provider that does not know of this opens the source first.
     *
     * @param cancelled asked now and then, on this thread
     */
    default VideoReader open(VideoLocation location, FrameOptions options, BooleanSupplier cancelled) {
        return open(location, options);
    }
}
