package dev.visiontask.detection.evaluation;

import dev.visiontask.BadInputException;
import dev.visiontask.detection.Detection;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a detector found in the pictures of a data set; collected picture by picture, or read from a COCO results file.
 * The order counts where scores are equal: the earlier one is the better one then. Not for use by several threads.
 */
public final class DetectionResults {
    /** Where Pascal VOC and the label lists of Darknet call classes otherwise than COCO. */
    private static final Map<String, String> COCO_NAMES = Map.of(
            "aeroplane", "airplane",
            "motorbike", "motorcycle",
            "sofa", "couch",
            "pottedplant", "potted plant",
            "diningtable", "dining table",
            "tvmonitor", "tv");

    private final Map<String, Integer> ids = new HashMap<>();
    private final List<ScoredObject> objects = new ArrayList<>();
    private final Set<String> unknownLabels = new TreeSet<>();

    private DetectionResults() {}

    /**
     * Nothing found yet, for detections whose labels are the names of these classes. The six classes that Pascal VOC and
     * COCO name differently, such as {@code aeroplane} and {@code airplane}, are taken for each other.
     */
    public static DetectionResults of(List<Category> categories) {
        DetectionResults results = new DetectionResults();
        categories.forEach(category -> results.ids.putIfAbsent(category.name(), category.id()));
        COCO_NAMES.forEach((voc, coco) -> {
            results.takeFor(voc, coco);
            results.takeFor(coco, voc);
        });
        return results;
    }

    private void takeFor(String label, String category) {
        Integer id = ids.get(category);
        if (id != null) {
            ids.putIfAbsent(label, id);
        }
    }

    /**
     * Reads a COCO results file: an array of {@code image_id}, {@code category_id}, {@code score} and {@code bbox} or
     * {@code segmentation} (run lengths).
     *
     * @throws BadInputException if it cannot be read or an element is malformed; the message says which
     */
    public static DetectionResults readCoco(Path file) {
        DetectionResults results = new DetectionResults();
        CocoResultsFile.read(file, results::add);
        return results;
    }

    /**
     * Takes a model's label for a class of another name, such as {@code man} for {@code person}.
     *
     * @throws IllegalArgumentException if there is no class of that name
     */
    public DetectionResults alias(String label, String category) {
        Integer id = ids.get(category);
        if (id == null) {
            throw new IllegalArgumentException("Expected the name of a class, found: " + category);
        }
        ids.put(label, id);
        return this;
    }

    /** Adds an object. */
    public DetectionResults add(ScoredObject object) {
        objects.add(object);
        return this;
    }

    /**
     * Adds what was found in a picture, with its masks if there are any. A label that is not the name of a class is left out and remembered, see {@link
     * #unknownLabels()}.
     *
     * @param imageId the picture
     * @param detections what was found in it
     */
    public DetectionResults add(long imageId, Iterable<Detection> detections) {
        for (Detection detection : detections) {
            Integer category = ids.get(detection.label());
            if (category == null) {
                unknownLabels.add(detection.label());
            } else {
                add(ScoredObject.of(imageId, category, detection));
            }
        }
        return this;
    }

    /** All objects in the order in which they were added. */
    public List<ScoredObject> objects() {
        return Collections.unmodifiableList(objects);
    }

    /** Labels of detections that are not the name of a class of the data set; evaluations refuse them. */
    public Set<String> unknownLabels() {
        return Collections.unmodifiableSet(unknownLabels);
    }

    /**
     * Writes a COCO results file, an object a line: {@code bbox} in as many digits as a float needs, or a double where it is none,
     * {@code segmentation} as compressed run lengths where there is a mask.
     *
     * @throws BadInputException if the file cannot be written
     */
    public void writeCoco(Path file) {
        CocoResultsFile.write(file, objects);
    }
}
