package dev.visiontask.detection.evaluation;

import dev.visiontask.BadInputException;
import dev.visiontask.json.JsonInput;
import dev.visiontask.json.JsonObjectText;
import dev.visiontask.mask.Mask;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The COCO results format. */
final class CocoResultsFile {
    private CocoResultsFile() {}

    private static final class Raw {
        private @Nullable Long image;
        private @Nullable Long category;
        private @Nullable Double score;
        private double @Nullable [] box;
        private CocoShapes.@Nullable Raw shape;
    }

    static void read(Path file, Consumer<ScoredObject> objects) {
        try (JsonInput json = JsonInput.open(file)) {
            int[] count = {0};
            json.array(() -> {
                objects.accept(element(json, count[0]));
                count[0]++;
            });
            json.end();
        }
    }

    private static ScoredObject element(JsonInput json, int index) {
        Raw raw = new Raw();
        json.presentMembers(member -> {
            switch (member) {
                case "image_id" -> raw.image = json.integer();
                case "category_id" -> raw.category = json.integer();
                case "score" -> raw.score = json.number();
                case "bbox" -> raw.box = present(json.numbers());
                case "segmentation" -> raw.shape = CocoShapes.Raw.read(json);
                default -> json.skip();
            }
        });
        try {
            return object(raw);
        } catch (IllegalArgumentException | ArithmeticException wrong) {
            throw json.bad("sound results", "element " + index + ": " + wrong.getMessage(), wrong);
        }
    }

    /** Some tools write an empty box beside a mask. */
    private static double @Nullable [] present(double[] numbers) {
        return numbers.length == 0 ? null : numbers;
    }

    private static ScoredObject object(Raw raw) {
        Long image = raw.image;
        Long category = raw.category;
        Double score = raw.score;
        if (image == null || category == null || score == null || (raw.box == null && raw.shape == null)) {
            throw new IllegalArgumentException(
                    "Expected image_id, category_id, score and bbox or segmentation, found no "
                            + (image == null
                                    ? "image_id"
                                    : category == null
                                            ? "category_id"
                                            : score == null ? "score" : "bbox and no segmentation"));
        }
        CocoShapes.Raw shape = raw.shape;
        Mask mask = shape == null ? null : shape.mask();
        double[] bbox = raw.box;
        CocoBox box = bbox != null
                ? CocoShapes.box(bbox)
                : CocoBox.of(Objects.requireNonNull(mask).box());
        return new ScoredObject(image, Math.toIntExact(category), score, box, mask);
    }

    static void write(Path file, List<ScoredObject> objects) {
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            String before = "[\n";
            for (ScoredObject object : objects) {
                out.append(before).append(line(object));
                before = ",\n";
            }
            out.append(objects.isEmpty() ? "[]\n" : "\n]\n");
        } catch (IOException failure) {
            throw new BadInputException("Expected to write " + file + ", found: " + failure, failure);
        }
    }

    private static String line(ScoredObject object) {
        CocoBox box = object.box();
        JsonObjectText text = new JsonObjectText()
                .put("image_id", object.imageId())
                .put("category_id", object.categoryId())
                .putJson(
                        "bbox",
                        "[" + number(box.x()) + "," + number(box.y()) + "," + number(box.width()) + ","
                                + number(box.height()) + "]");
        Mask mask = object.mask();
        if (mask != null) {
            text.put("segmentation", mask.toCoco());
        }
        return text.putJson("score", number(object.score())).toString();
    }

    /** Numbers that come from a model are floats: their short form reads back as the same float. */
    private static String number(double value) {
        float single = (float) value;
        return single == value ? Float.toString(single) : Double.toString(value);
    }
}
