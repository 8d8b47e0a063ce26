/**
 * The task API, images, preprocessing, tensors, the backend SPI and model descriptions. The jar has this descriptor since
 * Gson is a module of its own, which no automatic module would bring along.
 */
@SuppressWarnings({"module", "requires-transitive-automatic"})
module dev.visiontask {
    requires transitive java.desktop;
    requires transitive opencv;
    requires com.google.gson;
    requires static com.fasterxml.jackson.annotation;
    requires static transitive org.jspecify;

    exports dev.visiontask;
    exports dev.visiontask.backend;
    exports dev.visiontask.content;
    exports dev.visiontask.draw;
    exports dev.visiontask.evaluation;
    exports dev.visiontask.image;
    exports dev.visiontask.internal to
            dev.visiontask.activity,
            dev.visiontask.backend.djl,
            dev.visiontask.backend.onnxruntime,
            dev.visiontask.backend.opencvdnn,
            dev.visiontask.classification,
            dev.visiontask.detection,
            dev.visiontask.examples,
            dev.visiontask.segmentation,
            dev.visiontask.starter,
            dev.visiontask.testkit,
            dev.visiontask.video.ffmpeg;
    exports dev.visiontask.json;
    exports dev.visiontask.mask;
    exports dev.visiontask.model;
    exports dev.visiontask.preprocess;
    exports dev.visiontask.scores;
    exports dev.visiontask.task;
    exports dev.visiontask.tensor;
    exports dev.visiontask.video;

    uses dev.visiontask.backend.Backend;
    uses dev.visiontask.image.ImageDecoder;
    uses dev.visiontask.model.ModelProvider;
    uses dev.visiontask.video.VideoProvider;
    uses dev.visiontask.video.VideoWriterProvider;
}
