package dev.visiontask.video;

import dev.visiontask.BadInputException;
import dev.visiontask.UnsupportedOptionException;
import dev.visiontask.VisionException;
import dev.visiontask.internal.Interrupts;
import dev.visiontask.internal.Providers;
import java.io.IOException;
import java.io.InputStream;
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
     * Who opens a video, and where.
     *
     * @param video where the provider finds it; to be closed after the provider's reader
     */
    record Choice(VideoProvider provider, LocalVideo video) {}

    /**
     * Chooses who opens a video. Images are read from any file system; any other video is copied to a plain file first.
     *
     * @param name the provider that the caller wants, or null
     */
    Choice choose(VideoLocation location, @Nullable String name) {
        ByteBuffer head = head(location);
        VideoProvider named = name == null ? null : named(name);
        if (named == images || (named == null && images.supports(location, head))) {
            return new Choice(images, new LocalVideo(location, null));
        }
        LocalVideo local = LocalVideo.of(location);
        Choice choice = null;
        try {
            choice = new Choice(named != null ? named : able(local.location(), head), local);
            return choice;
        } finally {
            if (choice == null) {
                local.close();
            }
        }
    }

    private VideoProvider named(String name) {
        List<VideoProvider> all = new ArrayList<>(List.of(images));
        all.addAll(extra);
        all.add(motionJpeg);
        return all.stream()
                .filter(provider -> provider.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new UnsupportedOptionException(
                        "Expected a video provider out of " + names(all) + ", found: " + name + found.reasons() + "."
                                + found.advice(name, names(List.of(images, motionJpeg)))));
    }

    private VideoProvider able(VideoLocation location, ByteBuffer head) {
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

    /** The first bytes of a file; by a stream, since archives offer a channel by holding the whole file in memory. */
    static ByteBuffer head(Path path) throws IOException {
        byte[] head = Interrupts.deferred(() -> {
            try (InputStream file = Files.newInputStream(path)) {
                return file.readNBytes(VideoProvider.HEAD_BYTES);
            }
        });
        return ByteBuffer.wrap(head).asReadOnlyBuffer();
    }
}
