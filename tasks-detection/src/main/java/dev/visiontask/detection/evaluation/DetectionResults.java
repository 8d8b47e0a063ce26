package dev.visiontask.detection.evaluation;

import dev.visiontask.BadInputException;
import dev.visiontask.ImageSize;
import dev.visiontask.detection.Detection;
import dev.visiontask.detection.Detections;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
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
    private final Map<String, List<Integer>> doubled = new TreeMap<>();
    private final Set<String> ambiguous = new TreeSet<>();
    private final Map<Long, ImageSize> sizes = new HashMap<>();

    private DetectionResults() {}

    /**
     * Nothing found yet, for detections whose labels are the names of these classes. The six classes that Pascal VOC and
     * COCO name differently, such as {@code aeroplane} and {@code airplane}, are taken for each other. A label that is the
     * name of several classes belongs to none of them: evaluations refuse it.
     */
    public static DetectionResults of(List<Category> categories) {
        DetectionResults results = new DetectionResults();
        Map<String, List<Integer>> named = new HashMap<>();
        categories.forEach(category -> named.computeIfAbsent(category.name(), name -> new ArrayList<>())
                .add(category.id()));
        named.forEach((name, ids) -> {
            if (ids.size() == 1) {
                results.ids.put(name, ids.get(0));
            } else {
                results.doubled.put(name, List.copyOf(ids));
            }
        });
        COCO_NAMES.forEach((voc, coco) -> {
            results.takeFor(voc, coco);
            results.takeFor(coco, voc);
        });
        return results;
    }

    private void takeFor(String label, String category) {
        Integer id = ids.get(category);
        if (id != null && !doubled.containsKey(label)) {
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
            List<Integer> several = doubled.get(category);
            throw new IllegalArgumentException("Expected the name of a class, found: " + category
                    + (several == null ? "" : ", which is the name of the categories " + several));
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
        if (detections instanceof Detections image) {
            sizes.put(imageId, image.imageSize());
        }
        for (Detection detection : detections) {
            Integer category = ids.get(detection.label());
            List<Integer> several = doubled.get(detection.label());
            if (category == null && several != null) {
                ambiguous.add("\"" + detection.label() + "\", the name of the categories " + several);
            } else if (category == null) {
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

    /** Labels of detections that are the name of several classes, with the ids of these. */
    Set<String> ambiguousLabels() {
        return ambiguous;
    }

    /** The sizes of the images that detections were added of, as the detector saw them. */
    Map<Long, ImageSize> sizes() {
        return sizes;
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
