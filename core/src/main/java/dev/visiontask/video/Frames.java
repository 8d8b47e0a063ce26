package dev.visiontask.video;

import dev.visiontask.BadInputException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * Opens videos, and creates new ones.
 *
 * <p>This library alone reads image folders, single pictures and Motion-JPEG in AVI files. With
 * {@code dev.visiontask:visiontask-video-ffmpeg} on the class path it reads what FFmpeg reads: mp4, mkv, webm, avi, mov,
 * gif, flv, mpg with all usual codecs, network streams and cameras. The bytes decide, not the file's name.
 *
 * <p>Nothing is read from the network unless the caller passes such an address; a file that refers to an address is
 * refused.
 */
public final class Frames {
    private Frames() {}

    /**
     * Opens a video file, a picture, a folder of pictures, or some of a folder by a pattern as the last name, such as
     * {@code Path.of("frames/*.jpg")}. Pictures come in the order of their names, where {@code 2.jpg} comes before
     * {@code 10.jpg}; subfolders are left alone.
     *
     * <p>The path may be of any file system: an archive opened by {@link java.nio.file.FileSystems}, one in memory or in the
     * cloud. Images are read where they are; a video is first copied to a private temporary file, which is deleted when the
     * source is closed.
     *
     * @throws dev.visiontask.BadInputException if there is nothing there or it cannot be read; where another module
     *     would read it, the message has its coordinate
     */
    public static FrameSource open(Path path) {
        return open(path, FrameOptions.DEFAULT);
    }

    /** Opens a file, picture or folder with options. See {@link #open(Path)}. */
    public static FrameSource open(Path path, FrameOptions options) {
        return open(VideoLocation.of(Objects.requireNonNull(path, "path")), options);
    }

    /**
     * Opens a {@code file:} URI or a network stream, such as {@code rtsp://camera/stream} or {@code https://...}.
     * Addresses other than files need {@code dev.visiontask:visiontask-video-ffmpeg}. A stream that announces no
     * duration is live.
     *
     * @throws dev.visiontask.BadInputException if it cannot be read
     * @throws IllegalArgumentException if the URI has no scheme
     */
    public static FrameSource open(URI uri) {
        return open(uri, FrameOptions.DEFAULT);
    }

    /** Opens a URI with options. See {@link #open(URI)}. */
    public static FrameSource open(URI uri, FrameOptions options) {
        return open(VideoLocation.of(Objects.requireNonNull(uri, "uri")), options);
    }

    /**
     * Opens a camera by the operating system's name for it, such as {@code /dev/video0}. Needs
     * {@code dev.visiontask:visiontask-video-ffmpeg}, whose documentation has the names.
     *
     * @throws dev.visiontask.BadInputException if it cannot be opened
     */
    public static FrameSource openDevice(String device, FrameOptions options) {
        return open(VideoLocation.ofDevice(Objects.requireNonNull(device, "device")), options);
    }

    /**
     * What a video file lacks at its end, by its own structure: the boxes of mp4 and mov, the lists of AVI, the segment of
     * Matroska and WebM. Nothing is decoded, so that it also serves where only some frames are looked at; sources that are read
     * to their end count by themselves what is {@linkplain FrameCounts#lost() lost}.
     *
     * @return words to put behind the name of the file; empty if nothing is missing, if the file does not tell, and for
     *     folders of images
     */
    public static Optional<String> missingEnd(Path file) {
        Objects.requireNonNull(file, "file");
        return Files.isRegularFile(file) ? VideoEnd.missing(file) : Optional.empty();
    }

    private static FrameSource open(VideoLocation location, FrameOptions options) {
        VideoProviders.Choice choice = VideoProviders.find().choose(location, options.provider());
        LocalVideo local = choice.video();
        ReadingSource source = null;
        try {
            Path path = local.location().path();
            source = new ReadingSource(
                    reader(choice, options),
                    options,
                    path == null ? Optional::empty : () -> VideoEnd.missing(path),
                    local::close);
            return source;
        } finally {
            if (source == null) {
                local.close();
            }
        }
    }

    private static VideoReader reader(VideoProviders.Choice choice, FrameOptions options) {
        VideoProvider provider = choice.provider();
        VideoLocation location = choice.video().location();
        boolean live = location.path() == null && options.reconnect().attempts() > 0;
        try {
            return live
                    ? new LiveReader(cancelled -> provider.open(location, options, cancelled), options.reconnect())
                    : provider.open(location, options);
        } catch (BadInputException e) {
            throw NoVideo.explained(location, e);
        }
    }

    /** The frames of a reader that an application has opened itself, with sampling, size and turning applied. */
    public static FrameSource of(VideoReader reader, FrameOptions options) {
        return new ReadingSource(
                Objects.requireNonNull(reader, "reader"), Objects.requireNonNull(options, "options"), Optional::empty);
    }

    /**
     * Creates a video file with the usual codec and the size of the first frame. See
     * {@link #create(Path, WriteOptions)}.
     */
    public static FrameWriter create(Path file) {
        return create(file, WriteOptions.DEFAULT);
    }

    /**
     * Creates a video file. Its extension decides on the container: {@code .avi} is Motion-JPEG, which this library writes
     * alone; {@code .mp4}, {@code .m4v}, {@code .mov}, {@code .mkv} and {@code .webm} need
     * {@code dev.visiontask:visiontask-video-ffmpeg}. An older file of that name is replaced when the new one is complete.
     *
     * @throws dev.visiontask.UnsupportedOptionException if nothing here writes such a file with such a codec; where another
     *     module would, the message has its coordinate
     * @throws dev.visiontask.OutputException if the folder is not there or cannot be written to
     */
    public static FrameWriter create(Path file, WriteOptions options) {
        return FrameWriter.open(Objects.requireNonNull(file, "file"), Objects.requireNonNull(options, "options"));
    }
}
