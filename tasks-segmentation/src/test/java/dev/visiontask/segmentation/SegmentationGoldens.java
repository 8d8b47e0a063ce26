package dev.visiontask.segmentation;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.visiontask.ImageSize;
import dev.visiontask.segmentation.evaluation.MaskReader;
import dev.visiontask.segmentation.evaluation.MaskValues;
import dev.visiontask.testkit.TestData;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The class maps of a model as Python computed them; see the file's own rules. */
final class SegmentationGoldens {
    static final int CLASSES = 21;
    private static final String FOLDER = "goldens/segmentation/deeplabv3_mnv2_voc_513/";

    private final JsonObject root;

    private SegmentationGoldens(JsonObject root) {
        this.root = root;
    }

    /** One picture with its two class maps and, of some sets, the truth. */
    record Picture(String set, Path path, JsonObject result) {
        ClassMap map(MapResampling rule) {
            Path file = TestData.path(FOLDER + result.get(key(rule)).getAsString());
            return new MaskReader(MaskValues.PLAIN, CLASSES).read(file);
        }

        /** The right classes; of sets that have them. */
        ClassMap truth(CocoTruth coco, ImageSize size) {
            String truth = result.get("truth").getAsString();
            if (set.equals("coco128")) {
                return coco.map(Integer.parseInt(truth.substring(truth.lastIndexOf(' ') + 1)), size);
            }
            // 1 and 2 are specks of interpolation in the mask of the bird.
            MaskValues values =
                    set.equals("bird") ? MaskValues.PLAIN.ignoring(1).ignoring(2) : MaskValues.PLAIN;
            return new MaskReader(values, CLASSES).read(TestData.path(truth));
        }
    }

    private static String key(MapResampling rule) {
        return rule == MapResampling.BILINEAR ? "logits_bilinear" : "argmax_nearest";
    }

    static SegmentationGoldens read() {
        try (Reader reader = Files.newBufferedReader(TestData.path(FOLDER + "index.json"))) {
            return new SegmentationGoldens(JsonParser.parseReader(reader).getAsJsonObject());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<Picture> pictures() {
        return root.getAsJsonArray("results").asList().stream()
                .map(JsonElement::getAsJsonObject)
                .map(result -> new Picture(
                        result.get("set").getAsString(),
                        TestData.path(result.get("image").getAsString()),
                        result))
                .toList();
    }

    /** A figure of a set: {@code pixel_accuracy}, {@code mean_iou_classes_in_truth}. */
    double figure(String set, MapResampling rule, String name) {
        return root.getAsJsonObject("sets")
                .getAsJsonObject(set)
                .getAsJsonObject(key(rule))
                .get(name)
                .getAsDouble();
    }

    static SemanticSegmenterBuilder deeplab(String engine) {
        return SemanticSegmenter.builder()
                .model(TestData.path("models/segmentation/deeplabv3_mnv2_voc_513"))
                .backend(engine)
                .setting("resize_mode", "stretch")
                .setting("interpolation", "opencv-linear")
                .setting("rescale_factor", 1)
                .setting("image_mean", 128)
                .setting("image_std", 128);
    }
}
