package dev.visiontask.video;

import dev.visiontask.BadInputException;
import dev.visiontask.UnsupportedOptionException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/** Which provider opens which video. */
final class VideoProviders {
    private static final String MODULE = "dev.visiontask:visiontask-video-ffmpeg";

    private final VideoProvider images = new ImageFilesProvider();
    private final VideoProvider motionJpeg = new AviProvider();
    private final List<VideoProvider> extra;
    private final List<String> broken;

    VideoProviders(List<VideoProvider> extra, List<String> broken) {
        this.extra = List.copyOf(extra);
        this.broken = List.copyOf(broken);
    }

    /** Looks the class path up, by this library's class loader and by the thread's context class loader. */
    static VideoProviders find() {
        Map<String, VideoProvider> found = new LinkedHashMap<>();
        List<String> broken = new ArrayList<>();
        collect(VideoProviders.class.getClassLoader(), found, broken);
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        if (context != null && context != VideoProviders.class.getClassLoader()) {
            collect(context, found, broken);
        }
        return new VideoProviders(new ArrayList<>(found.values()), broken);
    }

    private static void collect(@Nullable ClassLoader loader, Map<String, VideoProvider> found, List<String> broken) {
        var providers = ServiceLoader.load(VideoProvider.class, loader).stream().iterator();
        while (true) {
            try {
                if (!providers.hasNext()) {
                    return;
                }
                VideoProvider provider = providers.next().get();
                found.putIfAbsent(provider.name(), provider);
            } catch (ServiceConfigurationError | LinkageError e) {
                // One broken provider must not hide the others; the reason is shown when none is found.
                broken.add(e.toString());
            }
        }
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
                    .orElseThrow(() -> new UnsupportedOptionException("Expected a video provider out of " + names(all)
                            + ", found: " + name + ". Is its jar on the class path?"));
        }
        if (images.supports(location, head)) {
            return images;
        }
        List<VideoProvider> able = extra.stream()
                .filter(provider -> provider.supports(location, head))
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
        throw unknown(location, head);
    }

    private static List<String> names(List<VideoProvider> providers) {
        return providers.stream().map(VideoProvider::name).toList();
    }

    private BadInputException unknown(VideoLocation location, ByteBuffer head) {
        String found = location.path() == null
                ? (location.device() == null ? "a network address" : "a camera")
                : ContainerName.of(head);
        String remedy = extra.isEmpty()
                ? "add " + MODULE + " to the class path to read it"
                : "none of " + names(extra) + " reads it";
        String reasons = broken.isEmpty() ? "" : "; a provider does not load: " + String.join("; ", broken);
        return new BadInputException(location.name()
                + ": expected a folder of pictures, a picture or a Motion-JPEG AVI, found " + found + "; " + remedy
                + reasons);
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
        ByteBuffer head = ByteBuffer.allocate(VideoProvider.HEAD_BYTES);
        try (FileChannel file = FileChannel.open(path)) {
            while (head.hasRemaining() && file.read(head) >= 0) {}
        } catch (IOException e) {
            throw new BadInputException(location.name() + ": reading failed: " + e, e);
        }
        if (head.position() == 0) {
            throw new BadInputException(location.name() + ": expected a video, found an empty file");
        }
        return head.flip().asReadOnlyBuffer();
    }
}
