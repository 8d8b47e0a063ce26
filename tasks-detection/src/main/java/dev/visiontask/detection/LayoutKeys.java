package dev.visiontask.detection;

import dev.visiontask.ImageSize;
import dev.visiontask.ModelFormatException;
import dev.visiontask.UnsupportedOptionException;
import dev.visiontask.model.ModelSpec;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The keys that say how the layout of a model differs from that of its family. */
final class LayoutKeys {
    /** How boxes are measured. */
    static final String COORDINATES = "coordinates";

    /** Whether predictions are rows or columns. */
    static final String OUTPUT_LAYOUT = "output_layout";

    /** Those that only some families understand. */
    static final Set<String> ALL = Set.of(COORDINATES, OUTPUT_LAYOUT);

    private LayoutKeys() {}

    /** What boxes are measured in; empty without the key. */
    static Optional<BoxUnit> unit(ModelSpec spec) {
        return spec.text(COORDINATES).map(declared -> switch (declared.toLowerCase(Locale.ROOT)) {
            case "pixels" -> BoxUnit.PIXELS;
            case "relative" -> BoxUnit.RELATIVE;
            default ->
                throw new UnsupportedOptionException(
                        "Expected pixels or relative for the key " + COORDINATES + ", found: " + declared + ".");
        });
    }

    /** Whether predictions are rows; empty without the key. */
    static Optional<Boolean> rows(ModelSpec spec) {
        return spec.text(OUTPUT_LAYOUT).map(declared -> switch (declared.toLowerCase(Locale.ROOT)) {
            case "rows" -> true;
            case "columns" -> false;
            default ->
                throw new UnsupportedOptionException("Expected rows ([N, predictions, channels]) or columns ([N,"
                        + " channels, predictions]) for the key " + OUTPUT_LAYOUT + ", found: " + declared + ".");
        });
    }

    /** The grid of the key {@code strides}, if there is one. */
    static Optional<Grid> grid(ModelSpec spec, ImageSize input, boolean partial) {
        return spec.numbers("strides").map(strides -> {
            List<Integer> whole =
                    strides.stream().map(value -> stride(value, input)).toList();
            return new Grid(whole, partial);
        });
    }

    private static int stride(double value, ImageSize input) {
        if (value < 1 || value != Math.rint(value) || value > Math.max(input.width(), input.height())) {
            throw new ModelFormatException("Expected whole numbers of 1 to the size of the input " + input
                    + " for the key strides, found: " + value + ".");
        }
        return (int) value;
    }
}
