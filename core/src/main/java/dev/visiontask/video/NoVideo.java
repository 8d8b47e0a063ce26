package dev.visiontask.video;

import dev.visiontask.BadInputException;
import dev.visiontask.content.FileContent;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Says of a file that did not open as a video what it is instead. */
final class NoVideo {
    private NoVideo() {}

    /** The refusal of what is something else by its first bytes; null if it may be a video or an image. */
    static @Nullable BadInputException of(VideoLocation location, ByteBuffer head, @Nullable BadInputException cause) {
        FileContent content = FileContent.of(head);
        return switch (content.kind()) {
            case VIDEO, IMAGE, AUDIO, UNKNOWN, EMPTY -> null;
            default ->
                new BadInputException(
                        location.name() + ": expected a video, an image or a folder of images, found " + content,
                        cause);
        };
    }

    /** The error of a provider, or a better one. */
    static BadInputException explained(VideoLocation location, BadInputException error) {
        Path path = location.path();
        if (path == null || !Files.isRegularFile(path)) {
            return error;
        }
        try {
            ByteBuffer head = VideoProviders.head(path);
            BadInputException other = of(location, head, error);
            if (other != null) {
                return other;
            }
            if (AnimationMark.isWebp(head)) {
                return new BadInputException(
                        location.name()
                                + ": expected a video, found an animated WebP, which is not read as one; convert it"
                                + " to WebM, APNG or GIF, or write its frames into a folder",
                        error);
            }
        } catch (IOException e) {
            return error;
        }
        Optional<String> missing = VideoEnd.missing(path);
        return missing.isEmpty()
                ? error
                : new BadInputException(location.name() + ": expected a whole video, but " + missing.get(), error);
    }
}
