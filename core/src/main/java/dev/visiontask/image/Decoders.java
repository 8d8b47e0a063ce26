package dev.visiontask.image;

import dev.visiontask.UnsupportedOptionException;
import dev.visiontask.internal.Providers;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which decoder reads which format. */
final class Decoders {
    private static final List<ImageDecoder> BUILT_IN =
            List.of(new OpenCvDecoder(), new GifDecoder(), new TiffDecoder(), new BmpDecoder(), new PnmDecoder());

    private final Map<ImageFormat, ImageDecoder> byFormat = new EnumMap<>(ImageFormat.class);

    /**
     * Chooses among the built-in decoders and the service providers on the class path.
     *
     * @throws UnsupportedOptionException if there is none of this name, or two for one format and no name
     */
    static Decoders find(@Nullable String name) {
        return new Decoders(
                Providers.find(
                        ImageDecoder.class,
                        ImageDecoder::name,
                        decoder -> ImageFormat.readable().forEach(decoder::supports)),
                name);
    }

    Decoders(List<ImageDecoder> extra, @Nullable String name) {
        this(Providers.of(ImageDecoder.class, extra, ImageDecoder::name), name);
    }

    private Decoders(Providers<ImageDecoder> found, @Nullable String name) {
        List<ImageDecoder> extra = found.all();
        for (ImageFormat format : ImageFormat.readable()) {
            byFormat.put(format, choose(format, extra, name));
        }
        if (name != null && all(extra).stream().noneMatch(d -> d.name().equals(name))) {
            throw new UnsupportedOptionException("Expected an image decoder out of " + names(all(extra)) + ", found: "
                    + name + found.reasons() + "." + found.advice(name, names(BUILT_IN)));
        }
    }

    private static ImageDecoder choose(ImageFormat format, List<ImageDecoder> extra, @Nullable String name) {
        for (ImageDecoder decoder : all(extra)) {
            if (decoder.name().equals(name) && decoder.supports(format)) {
                return decoder;
            }
        }
        List<ImageDecoder> candidates =
                extra.stream().filter(decoder -> decoder.supports(format)).toList();
        if (candidates.size() > 1) {
            throw new UnsupportedOptionException("Expected one image decoder for " + format.label()
                    + " on the class path, found " + names(candidates) + "; choose one by ReadOptions.withDecoder");
        }
        if (!candidates.isEmpty()) {
            return candidates.get(0);
        }
        return BUILT_IN.stream().filter(d -> d.supports(format)).findFirst().orElseThrow();
    }

    private static List<ImageDecoder> all(List<ImageDecoder> extra) {
        List<ImageDecoder> all = new ArrayList<>(extra);
        all.addAll(BUILT_IN);
        return all;
    }

    private static List<String> names(List<ImageDecoder> decoders) {
        return decoders.stream().map(ImageDecoder::name).toList();
    }

    ImageDecoder forFormat(ImageFormat format) {
        ImageDecoder decoder = byFormat.get(format);
        if (decoder == null) {
            throw new IllegalStateException("No decoder for " + format);
        }
        return decoder;
    }
}
