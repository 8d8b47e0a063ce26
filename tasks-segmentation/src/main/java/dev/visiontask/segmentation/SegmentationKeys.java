package dev.visiontask.segmentation;

import java.util.Set;

/** The keys of the model description that segmentation reads beside the common ones. */
final class SegmentationKeys {
    static final String OUTPUT = "output";
    static final String OUTPUT_LAYOUT = "output_layout";
    static final String DECODER = "decoder";
    static final String ACTIVATION = "activation";
    static final String THRESHOLD = "threshold";
    static final String MAP_RESAMPLING = "map_resampling";
    static final String LABEL_OFFSET = "label_offset";
    static final String REDUCE_LABELS = "reduce_labels";
    static final String IGNORE_INDEX = "ignore_index";

    static final Set<String> ALL = Set.of(
            OUTPUT,
            OUTPUT_LAYOUT,
            DECODER,
            ACTIVATION,
            THRESHOLD,
            MAP_RESAMPLING,
            LABEL_OFFSET,
            REDUCE_LABELS,
            IGNORE_INDEX);

    private SegmentationKeys() {}
}
