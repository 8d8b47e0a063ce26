package dev.visiontask.activity;

import dev.visiontask.ModelFormatException;
import dev.visiontask.UnsupportedOptionException;
import dev.visiontask.model.ModelSpec;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Reads from a description which frames and which parts of them a model looks at. */
final class ClipReading {
    private static final List<String> SAMPLING_KEYS = List.of("clip_stride", "clips", "short_clip");

    private ClipReading() {}

    static ClipSampling sampling(ModelSpec spec, ClipLayout layout) {
        String name = spec.text("clip_sampling").orElse(layout == ClipLayout.FRAME ? "segments" : "");
        return switch (name) {
            case "segments" -> {
                refuse(spec, name, SAMPLING_KEYS);
                yield new UniformSegments();
            }
            case "spread" -> {
                refuse(spec, name, List.of("clip_stride", "clips"));
                yield new SpreadFrames(shortClip(spec));
            }
            case "dense" -> new DenseClips(atLeastOne(spec, "clip_stride"), atLeastOne(spec, "clips"), shortClip(spec));
            case "" ->
                throw new ModelFormatException("Expected to know which frames of a clip the model was trained on, found"
                        + " no clip_sampling. Add clip_sampling: segments (the middle of equal segments, TSN), spread"
                        + " (equal distances over the whole clip) or dense (a run of frames clip_stride apart, I3D and"
                        + " SlowFast), or give the builder a sampling.");
            default ->
                throw new UnsupportedOptionException(
                        "Expected a clip_sampling of segments, spread or dense, found: " + name);
        };
    }

    private static void refuse(ModelSpec spec, String sampling, List<String> keys) {
        for (String key : keys) {
            if (spec.origin(key).isPresent()) {
                throw new UnsupportedOptionException("Expected only keys that mean something in clip_sampling = "
                        + sampling + ", found " + key + ". Remove it.");
            }
        }
    }

    private static int atLeastOne(ModelSpec spec, String key) {
        int value = spec.integer(key).orElse(1);
        if (value < 1) {
            throw new ModelFormatException("Expected " + key + " of at least 1, found: " + value);
        }
        return value;
    }

    private static ShortClip shortClip(ModelSpec spec) {
        String id = spec.text("short_clip").orElse(ShortClip.LOOP.id());
        return Arrays.stream(ShortClip.values())
                .filter(value -> value.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new UnsupportedOptionException("Expected a short_clip of "
                        + Arrays.stream(ShortClip.values()).map(ShortClip::id).collect(Collectors.joining(", "))
                        + ", found: " + id));
    }

    static Crops crops(ModelSpec spec) {
        int count = spec.integer("crops").orElse(1);
        return Arrays.stream(Crops.values())
                .filter(value -> value.count() == count)
                .findFirst()
                .orElseThrow(() -> new UnsupportedOptionException("Expected crops of 1, 3 or 10, found: " + count));
    }
}
