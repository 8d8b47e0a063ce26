package dev.visiontask.classification.text;

import dev.visiontask.classification.ImageClassifier;
import dev.visiontask.classification.ImageClassifierBuilder;
import dev.visiontask.testkit.TestData;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;

/** The text models of the test data, which say nothing of themselves. */
final class TextModels {
    private TextModels() {}

    static TextDetectorBuilder ppOcrV3Detector(String engine) {
        return TextDetector.builder()
                .model(TestData.path("models/text/ppocrv3_det"))
                .backend(engine)
                .setting("color", "bgr")
                .setting("resize_mode", "fit-within")
                .setting("size", 960)
                .setting("size_multiple", 32)
                .setting("scale_up", false)
                .setting("resize_rounding", "truncate")
                .setting("interpolation", "opencv-linear")
                .setting("rescale_factor", 1 / 255.0)
                .setting("image_mean", List.of(0.485, 0.456, 0.406))
                .setting("image_std", List.of(0.229, 0.224, 0.225));
    }

    /** Its last line of characters is never used. */
    static TextRecognizerBuilder crnn(String engine) {
        List<String> keys = lines("models/text/crnn_lite_rec/keys.txt");
        return TextRecognizer.builder()
                .model(TestData.path("models/text/crnn_lite_rec"))
                .backend(engine)
                .setting("labels", keys.subList(0, keys.size() - 1))
                .setting("color", "rgb")
                .setting("resize_mode", "line-height")
                .setting("size", Map.of("height", 32, "width", 8))
                .setting("resize_rounding", "truncate")
                .setting("interpolation", "opencv-linear")
                .setting("rescale_factor", 1)
                .setting("image_mean", 127.5)
                .setting("image_std", 127.5);
    }

    static TextRecognizerBuilder lprnet(String engine) {
        return TextRecognizer.builder()
                .model(TestData.path("models/text/lprnet_plate_rec"))
                .backend(engine)
                .setting("labels_file", "chars.txt")
                .setting("blank_index", 67)
                .setting("color", "bgr")
                .setting("resize_mode", "stretch")
                .setting("interpolation", "opencv-linear")
                .setting("rescale_factor", 1)
                .setting("image_mean", 127.5)
                .setting("image_std", 128);
    }

    static ImageClassifierBuilder orientation(String engine) {
        return ImageClassifier.builder()
                .model(TestData.path("models/text/ppocr_cls_v2"))
                .backend(engine)
                .setting("labels", List.of("0", "180"))
                .setting("color", "bgr")
                .setting("resize_mode", "line-height")
                .setting("size", Map.of("height", 48, "width", 192))
                .setting("max_width", 192)
                .setting("pad_value", 127.5)
                .setting("interpolation", "opencv-linear")
                .setting("rescale_factor", 1 / 255.0)
                .setting("image_mean", 0.5)
                .setting("image_std", 0.5);
    }

    private static List<String> lines(String file) {
        try {
            return Files.readAllLines(TestData.path(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
