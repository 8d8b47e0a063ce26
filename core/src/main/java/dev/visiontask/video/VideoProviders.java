package dev.visiontask.video;

import dev.visiontask.BadInputException;
import dev.visiontask.UnsupportedOptionException;
import dev.visiontask.VisionException;
import dev.visiontask.internal.Providers;
import dev.visiontask.internal.SteadyFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which provider opens which video. */
final class VideoProviders {
    private static final String FFMPEG = "ffmpeg";

    private final VideoProvider images = new ImageFilesProvider();
    private final VideoProvider motionJpeg = new AviProvider();
    private final Providers<VideoProvider> found;
    private final List<VideoProvider> extra;

    private VideoProviders(Providers<VideoProvider> found) {
        this.found = found;
        this.extra = found.all();
    }

    /** Looks the class path up. */
    static VideoProviders find() {
        return new VideoProviders(Providers.find(VideoProvider.class, VideoProvider::name, provider -> {}));
    }

    /**
     * Chooses who opens a video.
     *
     * @param name the provider that the caller wants, or null
     */
    VideoProvider choose(VideoLocation location, @Nullable String name) {
        ByteBuffer head = head(location);
        List<VideoProvider> all = new ArrayList<>(List.of(images));
        all.addAll(extra);
        all.add(motionJpeg);
        if (name != null) {
            return all.stream()
                    .filter(provider -> provider.name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new UnsupportedOptionException(
                            "Expected a video provider out of " + names(all) + ", found: " + name + found.reasons()
                                    + "." + found.advice(name, names(List.of(images, motionJpeg)))));
        }
        if (images.supports(location, head)) {
            return images;
        }
        List<String> failed = new ArrayList<>();
        List<VideoProvider> able = extra.stream()
                .filter(provider -> supports(provider, location, head, failed))
                .toList();
        if (able.size() > 1) {
            throw new UnsupportedOptionException(location.name() + ": expected one video provider for it, found "
                    + names(able) + "; choose one by FrameOptions.withProvider");
        }
        if (able.size() == 1) {
            return able.get(0);
        }
        if (motionJpeg.supports(location, head)) {
            return motionJpeg;
        }
        throw unknown(location, head, failed);
    }

    private static List<String> names(List<VideoProvider> providers) {
        return providers.stream().map(VideoProvider::name).toList();
    }

    /** A provider of others that fails when asked must not hide the rest. */
    private static boolean supports(
            VideoProvider provider, VideoLocation location, ByteBuffer head, List<String> failed) {
        try {
            return provider.supports(location, head.duplicate());
        } catch (VisionException e) {
            throw e;
        } catch (LinkageError | RuntimeException e) {
            failed.add(provider.name() + " failed when asked: " + e);
            return false;
        }
    }

    private BadInputException unknown(VideoLocation location, ByteBuffer head, List<String> failed) {
        BadInputException other = NoVideo.of(location, head, null);
        if (other != null) {
            return other;
        }
        String kind = location.path() == null
                ? (location.device() == null ? "a network address" : "a camera")
                : ContainerName.of(head);
        String remedy = extra.isEmpty()
                ? found.advice(FFMPEG).strip()
                : "None of " + names(extra) + " reads it" + (failed.isEmpty() ? "." : ": " + failed);
        return new BadInputException(location.name()
                + ": expected a folder of pictures, a picture or a Motion-JPEG AVI, found " + kind
                + found.reasons() + ". " + remedy);
    }

    private static ByteBuffer head(VideoLocation location) {
        Path path = location.path();
        if (path == null || !Files.exists(path) || Files.isDirectory(path)) {
            return ByteBuffer.allocate(0);
        }
        if (!Files.isRegularFile(path)) {
            throw new BadInputException(
                    location.name() + ": expected a regular file or a folder, found neither; a pipe may wait forever");
        }
        ByteBuffer head;
        try {
            head = head(path);
        } catch (IOException e) {
            throw new BadInputException(location.name() + ": reading failed: " + e, e);
        }
        if (!head.hasRemaining()) {
            throw new BadInputException(location.name() + ": expected a video, found an empty file");
        }
        return head;
    }

    /** The first bytes of a file. */
    static ByteBuffer head(Path path) throws IOException {
        ByteBuffer head = ByteBuffer.allocate(VideoProvider.HEAD_BYTES);
        try (SteadyFile file = SteadyFile.toRead(path)) {
            file.read(head, 0);
        }
        return head.flip().asReadOnlyBuffer();
    }
}
