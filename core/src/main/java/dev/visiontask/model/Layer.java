package dev.visiontask.model;

/** The places that say something about a model, the strongest first; each belongs to an {@link Origin}. */
enum Layer {
    BUILDER(Origin.BUILDER),
    /** The {@code "visiontask"} object of {@code config.json}. */
    DESCRIPTION(Origin.SIDECAR),
    /** {@code preprocessor_config.json}. */
    PROCESSOR(Origin.SIDECAR),
    /** {@code config.json} outside our object. */
    CONFIG(Origin.SIDECAR),
    /** Label files, {@code serving.properties}, the model card. */
    OTHER_FILE(Origin.SIDECAR),
    /** The graph, the metadata and the tensors of the model file. */
    IN_FILE(Origin.IN_FILE),
    DEFAULT(Origin.DEFAULT);

    private final Origin origin;

    Layer(Origin origin) {
        this.origin = origin;
    }

    Origin origin() {
        return origin;
    }
}
