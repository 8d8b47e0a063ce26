package dev.visiontask.benchmarks;

import ai.djl.ModelException;
import ai.djl.inference.Predictor;
import ai.djl.modality.Classifications;
import ai.djl.modality.cv.Image;
import ai.djl.modality.cv.ImageFactory;
import ai.djl.modality.cv.transform.Normalize;
import ai.djl.modality.cv.transform.Resize;
import ai.djl.modality.cv.transform.ToTensor;
import ai.djl.modality.cv.translator.ImageClassificationTranslator;
import ai.djl.repository.zoo.Criteria;
import ai.djl.repository.zoo.ZooModel;
import ai.djl.translate.TranslateException;
import java.io.IOException;
import java.nio.file.Path;

/**
 * DJL as its documentation shows it: {@code ImageFactory}, {@code ImageClassificationTranslator} with Resize, ToTensor
 * and Normalize, {@code Predictor}. With ONNX Runtime DJL computes the transforms on a second engine, here MXNet, the
 * first of those that its page on hybrid engines names.
 */
final class DjlPeer implements AutoCloseable {
    private final ZooModel<Image, Classifications> model;
    private final Predictor<Image, Classifications> predictor;

    private DjlPeer(ZooModel<Image, Classifications> model) {
        this.model = model;
        this.predictor = model.newPredictor();
    }

    /** Opens the subject's ONNX model. */
    static DjlPeer onOnnxRuntime(Subject subject, int threads) throws IOException, ModelException {
        Criteria.Builder<Image, Classifications> criteria = criteria(subject)
                .optEngine("OnnxRuntime")
                .optModelPath(subject.onnx())
                .optOption("intraOpNumThreads", Integer.toString(threads))
                .optOption("interOpNumThreads", "1");
        return new DjlPeer(criteria.build().loadModel());
    }

    /** Opens the subject's MXNet model, on as many threads as MXNet takes by itself. */
    static DjlPeer onMxNet(Subject subject) throws IOException, ModelException {
        String name = subject.mxnet().getFileName().toString().replace("-symbol.json", "");
        Criteria.Builder<Image, Classifications> criteria = criteria(subject)
                .optEngine("MXNet")
                .optModelPath(subject.mxnet().getParent())
                .optModelName(name);
        return new DjlPeer(criteria.build().loadModel());
    }

    Classifications classify(Path picture) throws IOException, TranslateException {
        Image image = ImageFactory.getInstance().fromFile(picture);
        return predictor.predict(image);
    }

    String bestLabel(Path picture) throws IOException, TranslateException {
        return classify(picture).best().getClassName();
    }

    private static Criteria.Builder<Image, Classifications> criteria(Subject subject) {
        stayOffline();
        float mean = subject.mean() / 255;
        float std = subject.std() / 255;
        ImageClassificationTranslator translator = ImageClassificationTranslator.builder()
                .addTransform(new Resize(subject.width(), subject.height()))
                .addTransform(new ToTensor())
                .addTransform(new Normalize(new float[] {mean, mean, mean}, new float[] {std, std, std}))
                .optSynset(subject.labels())
                .optApplySoftmax(!subject.isSoftmaxInside())
                .optTopK(5)
                .build();
        return Criteria.builder().setTypes(Image.class, Classifications.class).optTranslator(translator);
    }

    /** Neither telemetry nor a download of natives belongs into a measurement. */
    static void stayOffline() {
        System.setProperty("OPT_OUT_TRACKING", "true");
        System.setProperty("ai.djl.offline", "true");
    }

    @Override
    public void close() {
        predictor.close();
        model.close();
    }
}
