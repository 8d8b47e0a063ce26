package dev.visiontask.video;

import dev.visiontask.UnsupportedOptionException;
import dev.visiontask.internal.Providers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Which provider writes which file. The extension decides on the container. */
final class VideoWriterProviders {
    private static final String FFMPEG = "ffmpeg";

    private final VideoWriterProvider motionJpeg = new AviWriterProvider();
    private final Providers<VideoWriterProvider> found;

    private VideoWriterProviders(Providers<VideoWriterProvider> found) {
        this.found = found;
    }

    /** Looks the class path up. */
    static VideoWriterProviders find() {
        return new VideoWriterProviders(Providers.find(
                VideoWriterProvider.class, VideoWriterProvider::name, provider -> Set.copyOf(provider.extensions())));
    }

    /** The part of a file's name after its last dot, in lower case; empty if there is none. */
    static String extension(Path file) {
        String name = String.valueOf(file.getFileName());
        int dot = name.lastIndexOf('.');
        return dot < 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
    }

    /** Chooses who writes a file. */
    VideoWriterProvider choose(Path file, WriteOptions options) {
        String extension = extension(file);
        List<VideoWriterProvider> candidates = candidates(options.provider());
        List<VideoWriterProvider> known = candidates.stream()
                .filter(provider -> provider.extensions().contains(extension))
                .toList();
        if (known.isEmpty()) {
            throw unknown(file, extension, candidates);
        }
        if (known.contains(motionJpeg) && motionJpeg.codecs(extension).contains(options.codec())) {
            return motionJpeg;
        }
        List<VideoWriterProvider> able = known.stream()
                .filter(provider -> provider.codecs(extension).contains(options.codec()))
                .toList();
        if (able.isEmpty()) {
            throw unsupported(file, extension, options.codec(), known);
        }
        if (able.size() > 1) {
            throw new UnsupportedOptionException(file + ": expected one provider that writes it, found " + names(able)
                    + "; choose one by WriteOptions.withProvider");
        }
        return able.get(0);
    }

    private List<VideoWriterProvider> candidates(@Nullable String name) {
        List<VideoWriterProvider> all = new ArrayList<>(found.all());
        all.add(motionJpeg);
        if (name == null) {
            return all;
        }
        List<VideoWriterProvider> named =
                all.stream().filter(provider -> provider.name().equals(name)).toList();
        if (named.isEmpty()) {
            throw new UnsupportedOptionException("Expected a provider that writes videos out of " + names(all)
                    + ", found: " + name + found.reasons() + "." + found.advice(name, List.of(motionJpeg.name())));
        }
        return named;
    }

    private static List<String> names(List<VideoWriterProvider> providers) {
        return providers.stream().map(VideoWriterProvider::name).toList();
    }

    private UnsupportedOptionException unknown(Path file, String extension, List<VideoWriterProvider> candidates) {
        Set<String> extensions = new TreeSet<>();
        candidates.forEach(provider -> extensions.addAll(provider.extensions()));
        String remedy = found.all().isEmpty() ? " For mp4, mov, mkv and webm:" + found.advice(FFMPEG) : "";
        return new UnsupportedOptionException(file + ": expected a name that ends with one of " + extensions
                + ", which says what kind of video it is, found "
                + (extension.isEmpty() ? "no extension" : extension) + found.reasons() + "." + remedy);
    }

    private UnsupportedOptionException unsupported(
            Path file, String extension, VideoCodec codec, List<VideoWriterProvider> known) {
        Set<VideoCodec> codecs = new TreeSet<>();
        known.forEach(provider -> codecs.addAll(provider.codecs(extension)));
        String remedy = found.all().isEmpty() ? " For other codecs:" + found.advice(FFMPEG) : "";
        return new UnsupportedOptionException(file + ": expected a codec out of " + codecs + " for " + extension
                + ", found " + codec + found.reasons() + "." + remedy);
    }
}
