package dev.visiontask.segmentation;

import dev.visiontask.UnsupportedOptionException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** How the model's output gets the size of the picture. Padding is taken off before. */
public enum MapResampling {
    /**
     * The scores are resized bilinearly, then the best class of each pixel is chosen: smooth outlines. Pixel {@code x}
     * lies at {@code (x + 0.5) * in / out - 0.5}, clamped at the edges, without antialiasing: PyTorch's
     * {@code interpolate} with {@code align_corners=False}, as torchvision's and Hugging Face's post-processing do.
     */
    BILINEAR,
    /**
     * The best class is chosen at the size of the output, then each pixel takes the nearest:
     * {@code floor((x + 0.5) * in / out)}. Faster, with steps in the outlines.
     */
    NEAREST;

    /** The name in model descriptions: {@code bilinear}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    static MapResampling ofId(String id) {
        return Arrays.stream(values())
                .filter(value -> value.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new UnsupportedOptionException("Expected a map_resampling of "
                        + Arrays.stream(values()).map(MapResampling::id).collect(Collectors.joining(", ")) + ", found: "
                        + id));
    }
}
