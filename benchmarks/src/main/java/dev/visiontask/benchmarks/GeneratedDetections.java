package dev.visiontask.benchmarks;

import dev.visiontask.ImageSize;
import dev.visiontask.detection.evaluation.Category;
import dev.visiontask.detection.evaluation.CocoBox;
import dev.visiontask.detection.evaluation.DatasetImage;
import dev.visiontask.detection.evaluation.DetectionResults;
import dev.visiontask.detection.evaluation.ObjectDataset;
import dev.visiontask.detection.evaluation.ScoredObject;
import dev.visiontask.detection.evaluation.TrueObject;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A made-up data set as large as COCO val2017, always the same: 5,000 pictures, 80 classes, some frequent and most rare,
 * 36,000 objects of all sizes, 1 % of them crowds, and 180,000 results, two in five of them near an object.
 *
 * <p>The program writes it as COCO files, so that other evaluations can be timed on it.
 */
final class GeneratedDetections {
    private static final int IMAGES = 5_000;
    private static final int CLASSES = 80;
    private static final int OBJECTS = 36_000;
    private static final int RESULTS = 180_000;
    private static final int[] SIZES = {20, 60, 160};

    private final SplittableRandom random = new SplittableRandom(1);
    private final ObjectDataset truth;
    private final DetectionResults results;

    GeneratedDetections() {
        ObjectDataset.Builder builder = ObjectDataset.builder("generated");
        for (int i = 1; i <= CLASSES; i++) {
            builder.add(new Category(i, "class " + i));
        }
        results = DetectionResults.of(List.of());
        for (int i = 1; i <= IMAGES; i++) {
            builder.add(new DatasetImage(i, i + ".jpg", new ImageSize(640, 480)));
        }
        for (int i = 0; i < OBJECTS; i++) {
            TrueObject object = object();
            builder.add(object);
            for (int near = random.nextInt(6) / 2; near >= 0; near--) {
                results.add(near(object));
            }
        }
        while (results.objects().size() < RESULTS) {
            results.add(result(1 + random.nextInt(IMAGES), category(), box(), random.nextDouble() * .6));
        }
        truth = builder.build();
    }

    ObjectDataset truth() {
        return truth;
    }

    DetectionResults results() {
        return results;
    }

    private TrueObject object() {
        CocoBox box = box();
        TrueObject.Kind kind = random.nextInt(100) == 0 ? TrueObject.Kind.CROWD : TrueObject.Kind.OBJECT;
        return new TrueObject(1 + random.nextInt(IMAGES), category(), box, rounded(box.area() * .7), kind, null);
    }

    /** The first class is the most frequent one. */
    private int category() {
        double share = random.nextDouble();
        return 1 + (int) (CLASSES * share * share * share);
    }

    private CocoBox box() {
        int size = SIZES[random.nextInt(SIZES.length)];
        double width = size * (.5 + random.nextDouble());
        double height = size * (.5 + random.nextDouble());
        double x = random.nextDouble() * (640 - width);
        double y = random.nextDouble() * (480 - height);
        return new CocoBox(rounded(x), rounded(y), rounded(width), rounded(height));
    }

    private ScoredObject near(TrueObject object) {
        CocoBox box = object.box();
        CocoBox moved = new CocoBox(
                rounded(box.x() + shift(box.width())),
                rounded(box.y() + shift(box.height())),
                rounded(box.width() + shift(box.width())),
                rounded(box.height() + shift(box.height())));
        return result(object.imageId(), object.categoryId(), moved, .2 + random.nextDouble() * .8);
    }

    private double shift(double length) {
        return length * .2 * (random.nextDouble() - .5);
    }

    private static ScoredObject result(long image, int category, CocoBox box, double score) {
        return new ScoredObject(image, category, Math.round(score * 1000) / 1000.0, box, null);
    }

    private static double rounded(double value) {
        return Math.round(value * 100) / 100.0;
    }

    /** Writes {@code instances.json} and {@code results.json} into the folder that is the first argument. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        GeneratedDetections data = new GeneratedDetections();
        data.results.writeCoco(folder.resolve("results.json"));
        try (BufferedWriter out = Files.newBufferedWriter(folder.resolve("instances.json"))) {
            out.write("{\"categories\":[");
            for (int i = 1; i <= CLASSES; i++) {
                out.write((i == 1 ? "" : ",") + "{\"id\":" + i + ",\"name\":\"class " + i + "\"}");
            }
            out.write("],\n\"images\":[");
            for (int i = 1; i <= IMAGES; i++) {
                out.write((i == 1 ? "" : ",") + "{\"id\":" + i + ",\"file_name\":\"" + i
                        + ".jpg\",\"width\":640,\"height\":480}");
            }
            out.write("],\n\"annotations\":[");
            int id = 0;
            for (TrueObject object : data.truth.objects()) {
                id++;
                CocoBox box = object.box();
                out.write((id == 1 ? "" : ",\n") + "{\"id\":" + id + ",\"image_id\":" + object.imageId()
                        + ",\"category_id\":" + object.categoryId() + ",\"area\":" + object.area() + ",\"iscrowd\":"
                        + (object.kind() == TrueObject.Kind.CROWD ? 1 : 0) + ",\"bbox\":[" + box.x() + "," + box.y()
                        + "," + box.width() + "," + box.height() + "]}");
            }
            out.write("]}\n");
        }
    }
}
