package dev.visiontask.examples;

import dev.visiontask.ImageSource;
import dev.visiontask.VisionTask;
import dev.visiontask.detection.Detection;
import dev.visiontask.detection.DetectionOptions;
import dev.visiontask.detection.Detections;
import dev.visiontask.detection.ObjectDetector;
import dev.visiontask.detection.Tiling;
import dev.visiontask.detection.evaluation.ObjectDataset;
import dev.visiontask.draw.Overlay;
import dev.visiontask.json.JsonObjectText;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Says where objects are in pictures: a user's model on a user's pictures. {@code --help} lists the options. */
public final class Detect implements PictureTask<Detections> {
    private static final String THRESHOLD = "--threshold";
    private static final String NMS_IOU = "--nms-iou";
    private static final String MAX_RESULTS = "--max-results";
    private static final String TILE = "--tile";
    private static final String OVERLAP = "--overlap";
    private static final int SMALLEST_TILE = 32;
    private static final String COCO = "--coco";
    private static final String ANNOTATIONS = "--annotations";

    private @Nullable CocoFile coco;

    Detect() {}

    /** Ends the process with 0 if every picture was answered, 1 if some were not, 2 if the call was wrong. */
    public static void main(String[] args) {
        Terminal terminal = Terminal.standard();
        terminal.exit(new FileProgram<>(new Detect(), terminal).run(args));
    }

    @Override
    public String program() {
        return "Detect";
    }

    @Override
    public String purpose() {
        return "says where objects are in pictures, with labels, scores and boxes, best first.";
    }

    @Override
    public List<Option> options() {
        return List.of(
                Option.of(THRESHOLD, "SCORE", "the lowest score to show, 0 to 1; else as the model says, mostly 0.25"),
                Option.of(NMS_IOU, "IOU", "boxes of one class that overlap more are one object, 0 to 1; mostly 0.5"),
                Option.of(MAX_RESULTS, "N", "how many objects at most, or all; mostly 100"),
                Option.of(
                        TILE,
                        "SIZE",
                        "looks at large pictures in square tiles of so many pixels too, for small objects"),
                Option.of(OVERLAP, "SHARE", "the least share of a tile that the next one shows too; else 0.2"),
                Option.of(COCO, "FILE", "writes what was found in all pictures as COCO results"),
                Option.of(
                        ANNOTATIONS,
                        "FILE",
                        "the COCO instances that have the numbers of pictures and categories for " + COCO
                                + "; else the last digits in a file name, and COCO's own categories"));
    }

    @Override
    public VisionTask<ImageSource, Detections> open(Arguments arguments) {
        DetectionOptions.Builder options = DetectionOptions.builder();
        arguments.number(THRESHOLD).ifPresent(options::scoreThreshold);
        arguments.number(NMS_IOU).ifPresent(options::nmsIou);
        arguments.countOrAll(MAX_RESULTS).ifPresent(options::maxResults);
        if (arguments.has(ANNOTATIONS)) {
            arguments.require(COCO);
        }
        Optional<ObjectDataset> dataset =
                arguments.get(ANNOTATIONS).map(file -> ObjectDataset.readCoco(FileProgram.path(file)));
        Optional<Tiling> tiling = tiling(arguments);
        ObjectDetector detector = ModelOptions.apply(ObjectDetector.builder(), arguments)
                .options(options.build())
                .build();
        List<String> labels = detector.info().labels();
        coco = arguments
                .get(COCO)
                .map(file -> new CocoFile(
                        FileProgram.path(file),
                        dataset.map(truth -> CocoNumbers.of(truth, labels)).orElseGet(() -> CocoNumbers.of(labels))))
                .orElse(null);
        return tiling.isEmpty()
                ? detector
                : new TiledTask(
                        detector,
                        tiling.get(),
                        arguments.countOrAll(MAX_RESULTS).orElse(Integer.MAX_VALUE));
    }

    private static Optional<Tiling> tiling(Arguments arguments) {
        if (arguments.has(OVERLAP)) {
            arguments.require(TILE);
        }
        Optional<Float> overlap = arguments.number(OVERLAP);
        return arguments.get(TILE).map(text -> {
            Tiling square = Tiling.of(edge(text));
            return overlap.isEmpty() ? square : new Tiling(square.tile(), overlap.get(), square.wholePicture());
        });
    }

    private static int edge(String text) {
        try {
            int edge = Integer.parseInt(text);
            if (edge >= SMALLEST_TILE) {
                return edge;
            }
        } catch (NumberFormatException e) {
            throw new UsageException("Expected a whole number of pixels for " + TILE + ", found: " + text, e);
        }
        throw new UsageException(
                "Expected tiles of at least " + SMALLEST_TILE + " pixels for " + TILE + ", found: " + text);
    }

    @Override
    public void planned(List<Path> files) {
        if (coco != null) {
            coco.expect(files);
        }
    }

    @Override
    public void answered(Path picture, Detections result) {
        if (coco != null) {
            coco.add(picture, result);
        }
    }

    @Override
    public String finished() {
        return coco == null ? "" : coco.write();
    }

    @Override
    public List<Finding> findings(Detections result) {
        return result.objects().stream()
                .map(found -> new Finding(found.label(), found.score()))
                .toList();
    }

    @Override
    public Consumer<Overlay> drawing(Detections result) {
        return result::drawOn;
    }

    @Override
    public void putJson(JsonObjectText line, Detections result) {
        line.put("detections", result.objects().stream().map(Detection::json).toList());
    }
}
