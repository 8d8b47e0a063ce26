package dev.visiontask.detection.evaluation;

import dev.visiontask.BadInputException;
import dev.visiontask.ImageSize;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is wrong with truth and results, collected so that one message names it all. */
final class Findings {
    private final String name;
    private final List<String> problems;
    private final Set<Long> unknownImages = new TreeSet<>();
    private final Set<Integer> unknownCategories = new TreeSet<>();
    private final Set<Long> imagesWithoutMasks = new TreeSet<>();
    private final Set<String> unknownLabels;
    private final Set<String> ambiguousLabels;

    Findings(ObjectDataset truth, DetectionResults results) {
        name = truth.name();
        problems = new ArrayList<>(truth.problems());
        unknownLabels = results.unknownLabels();
        ambiguousLabels = results.ambiguousLabels();
        for (DatasetImage image : truth.images()) {
            ImageSize seen = results.sizes().get(image.id());
            if (image.size() != null && seen != null && !seen.equals(image.size())) {
                problems.add("image " + image.id() + ", " + image.fileName() + ", is annotated at " + image.size()
                        + ", the detector saw it at " + seen + ", as a person sees it after EXIF rotation");
            }
        }
    }

    void unknown(ScoredObject result, boolean image, boolean category) {
        if (!image) {
            unknownImages.add(result.imageId());
        }
        if (!category) {
            unknownCategories.add(result.categoryId());
        }
    }

    void noTrueMask(TrueObject object, @Nullable ImageSize size) {
        problems.add("an object of picture " + object.imageId()
                + (size == null ? " cannot have a mask, as the picture's size is not given" : " has no mask"));
    }

    void badTrueMask(TrueObject object, IllegalArgumentException wrong) {
        problems.add("an object of picture " + object.imageId() + ": " + wrong.getMessage());
    }

    void badMask(ScoredObject result) {
        imagesWithoutMasks.add(result.imageId());
    }

    void refuse() {
        List<String> all = new ArrayList<>(problems);
        add(all, "results for pictures that the data set does not list: ", unknownImages);
        add(all, "results of unknown categories: ", unknownCategories);
        add(all, "detections with labels that are no category: ", unknownLabels);
        add(all, "detections with labels that name several categories: ", ambiguousLabels);
        add(all, "results without a mask of the size of the picture, in pictures ", imagesWithoutMasks);
        if (!all.isEmpty()) {
            throw new BadInputException("Expected results that fit the annotations of " + name + ", found:\n  "
                    + String.join("\n  ", all)
                    + "\nPut them right, or call skippingProblems() to evaluate the rest.");
        }
    }

    private static void add(List<String> all, String what, Set<?> ids) {
        if (!ids.isEmpty()) {
            all.add(what + ids.stream().map(Object::toString).collect(Collectors.joining(", ")));
        }
    }
}
