package dev.visiontask.segmentation;

import dev.visiontask.UnsupportedOptionException;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** What the numbers of an output mean. */
enum OutputForm {
    /** One channel a class: the highest wins. */
    ARGMAX("argmax"),
    /** The number of the class: the graph ends in the argmax. */
    CLASS_MAP("class-map"),
    /** One channel: how much a pixel belongs to the foreground. */
    FOREGROUND("foreground");

    private final String id;

    OutputForm(String id) {
        this.id = id;
    }

    String id() {
        return id;
    }

    /** The keys that mean nothing for it. */
    Set<String> unused() {
        return switch (this) {
            case ARGMAX -> Set.of(SegmentationKeys.THRESHOLD);
            case CLASS_MAP ->
                Set.of(SegmentationKeys.THRESHOLD, SegmentationKeys.ACTIVATION, SegmentationKeys.MAP_RESAMPLING);
            case FOREGROUND -> Set.of(SegmentationKeys.REDUCE_LABELS, SegmentationKeys.IGNORE_INDEX);
        };
    }

    static OutputForm ofId(String id) {
        return Arrays.stream(values())
                .filter(value -> value.id.equals(id))
                .findFirst()
                .orElseThrow(() -> new UnsupportedOptionException("Expected a decoder of "
                        + Arrays.stream(values()).map(OutputForm::id).collect(Collectors.joining(", ")) + ", found: "
                        + id));
    }
}
