package dev.visiontask.benchmarks;

import ai.djl.Model;
import ai.djl.metric.Metrics;
import ai.djl.modality.cv.output.DetectedObjects;
import ai.djl.modality.cv.output.Rectangle;
import ai.djl.modality.cv.translator.YoloV8Translator;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Block;
import ai.djl.translate.TranslatorContext;
import java.util.List;

/** DJL's translator for YOLOv8, with its suppression made callable. */
final class DjlYolo extends YoloV8Translator {
    private DjlYolo(YoloV8Translator.Builder builder) {
        super(builder);
    }

    static DjlYolo of(float threshold, float nmsIou, List<String> labels) {
        YoloV8Translator.Builder builder = new YoloV8Translator.Builder();
        builder.addTransform(array -> array);
        builder.optSynset(labels);
        builder.optThreshold(threshold);
        builder.optNmsThreshold(nmsIou);
        DjlYolo translator = new DjlYolo(builder);
        // What prepare() does with the model at hand.
        translator.classes = labels;
        return translator;
    }

    DetectedObjects decode(NDList output) {
        return processOutput(new PictureOfOnePixel(), output);
    }

    DetectedObjects suppress(List<Rectangle> boxes, List<Integer> classes, List<Float> scores) {
        return nms(1, 1, boxes, classes, scores);
    }

    /** All that the translator asks for is the size of the picture. */
    private static final class PictureOfOnePixel implements TranslatorContext {
        @Override
        public Object getAttachment(String key) {
            return 1;
        }

        @Override
        public void setAttachment(String key, Object value) {
            throw new UnsupportedOperationException(key);
        }

        @Override
        public Model getModel() {
            throw new UnsupportedOperationException();
        }

        @Override
        public NDManager getNDManager() {
            throw new UnsupportedOperationException();
        }

        @Override
        public NDManager getPredictorManager() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Block getBlock() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Metrics getMetrics() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close() {}
    }
}
