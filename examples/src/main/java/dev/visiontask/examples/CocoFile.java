package dev.visiontask.examples;

import dev.visiontask.VisionException;
import dev.visiontask.detection.Detection;
import dev.visiontask.detection.Detections;
import dev.visiontask.detection.evaluation.DetectionResults;
import dev.visiontask.detection.evaluation.ScoredObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** Collects what was found in images for a COCO results file. */
final class CocoFile {
    private final Path file;
    private final CocoNumbers numbers;
    private final DetectionResults results = DetectionResults.of(List.of());
    private final Set<String> leftOut = new TreeSet<>();
    private Map<Path, Long> ids = Map.of();

    CocoFile(Path file, CocoNumbers numbers) {
        this.file = file;
        this.numbers = numbers;
    }

    /**
     * Tells the images before the first is run.
     *
     * @throws UsageException if one has no number, or two have one
     */
    void expect(List<Path> images) {
        ids = numbers.images(images);
    }

    /** Adds what was found in one image. */
    void add(Path image, Detections found) {
        long imageId = Objects.requireNonNull(ids.get(image), "an image that was expected");
        for (Detection object : found) {
            int category = numbers.category(object.index());
            if (category < 0) {
                leftOut.add(object.label());
            } else {
                results.add(ScoredObject.of(imageId, category, object));
            }
        }
    }

    /**
     * Writes the file.
     *
     * @return what was written, and which labels were left out because they are no category of the annotations
     * @throws UsageException if that fails
     */
    String write() {
        try {
            results.writeCoco(file);
        } catch (VisionException e) {
            throw new UsageException(String.valueOf(e.getMessage()), e);
        }
        String written = "coco: " + results.objects().size() + " objects in " + file;
        return leftOut.isEmpty() ? written : written + ", left out as no category of the annotations: " + leftOut;
    }
}
