package dev.visiontask.model;

import dev.visiontask.UnsupportedOptionException;
import dev.visiontask.internal.Nearest;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The canonical keys that every task understands; {@code docs/models.md} documents them. */
final class SpecKeys {
    static final String TASK = "task";
    static final String FILE = "file";
    static final String FORMAT = "format";
    static final String INPUT = "input";
    static final String INPUTS = "inputs";
    static final String LAYOUT = "layout";
    static final String INPUT_TYPE = "input_type";
    static final String COLOR = "color";
    static final String RESIZE_MODE = "resize_mode";
    static final String SIZE = "size";
    static final String SHORTEST_EDGE = "shortest_edge";
    static final String CROP_SIZE = "crop_size";
    static final String PAD_VALUE = "pad_value";
    static final String PAD_ALIGN = "pad_align";
    static final String SCALE_UP = "scale_up";
    static final String RESIZE_ROUNDING = "resize_rounding";
    static final String SIZE_MULTIPLE = "size_multiple";
    static final String MAX_WIDTH = "max_width";
    static final String INTERPOLATION = "interpolation";
    static final String RESCALE_FACTOR = "rescale_factor";
    static final String IMAGE_MEAN = "image_mean";
    static final String IMAGE_STD = "image_std";
    static final String LABELS = "labels";
    static final String LABELS_FILE = "labels_file";
    static final String LICENSE = "license";
    static final String SHA256 = "sha256";
    static final String GOLDEN = "golden";

    /** Everything that decides how a picture is resampled and placed. */
    static final List<String> RESIZE = List.of(
            RESIZE_MODE,
            SIZE,
            SHORTEST_EDGE,
            CROP_SIZE,
            PAD_VALUE,
            PAD_ALIGN,
            SCALE_UP,
            RESIZE_ROUNDING,
            SIZE_MULTIPLE,
            MAX_WIDTH);

    /** In the order in which they are shown. */
    static final List<String> ALL = List.of(
            TASK,
            FILE,
            FORMAT,
            INPUT,
            INPUTS,
            LAYOUT,
            INPUT_TYPE,
            COLOR,
            RESIZE_MODE,
            SIZE,
            SHORTEST_EDGE,
            CROP_SIZE,
            PAD_VALUE,
            PAD_ALIGN,
            SCALE_UP,
            RESIZE_ROUNDING,
            SIZE_MULTIPLE,
            MAX_WIDTH,
            INTERPOLATION,
            RESCALE_FACTOR,
            IMAGE_MEAN,
            IMAGE_STD,
            LABELS,
            LABELS_FILE,
            LICENSE,
            SHA256,
            GOLDEN);

    private SpecKeys() {}

    /** Refuses keys that neither core nor the task knows. */
    static void check(String where, Set<String> found, Set<String> taskKeys) {
        Set<String> known = new LinkedHashSet<>(ALL);
        known.addAll(taskKeys);
        for (String key : found) {
            if (!known.contains(key)) {
                throw new UnsupportedOptionException(
                        "Expected only known keys in " + where + ", found: " + key + TaskNames.owners(key) + "."
                                + Nearest.hint(key, known) + " Known keys: " + String.join(", ", known) + ".");
            }
        }
    }
}
