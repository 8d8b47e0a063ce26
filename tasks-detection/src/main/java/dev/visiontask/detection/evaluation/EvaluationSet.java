package dev.visiontask.detection.evaluation;

import dev.visiontask.ImageSize;
import dev.visiontask.mask.Mask;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Truth and results that belong together, with indexes in place of ids. What does not fit is named or left out. */
final class EvaluationSet {
    private final ObjectDataset truth;
    private final Map<Long, Integer> imageIndexes = new HashMap<>();
    private final Map<Integer, Integer> categoryIndexes = new HashMap<>();
    private final List<TrueObject> objects = new ArrayList<>();
    private final List<ScoredObject> results = new ArrayList<>();
    private final List<Mask> objectMasks = new ArrayList<>();
    private final Findings findings;
    private final boolean masks;

    private EvaluationSet(ObjectDataset truth, DetectionResults found, boolean masks) {
        this.truth = truth;
        this.masks = masks;
        this.findings = new Findings(truth, found);
        truth.images().forEach(image -> imageIndexes.put(image.id(), imageIndexes.size()));
        truth.categories().forEach(category -> categoryIndexes.put(category.id(), categoryIndexes.size()));
        truth.objects().forEach(this::addObject);
        found.objects().forEach(this::addResult);
    }

    /**
     * Prepares an evaluation.
     *
     * @throws dev.visiontask.BadInputException if something does not fit and is not to be skipped
     */
    static EvaluationSet of(ObjectDataset truth, DetectionResults results, Overlap overlap, boolean skip) {
        EvaluationSet set = new EvaluationSet(truth, results, overlap == Overlap.MASK);
        if (!skip) {
            set.findings.refuse();
        }
        return set;
    }

    private void addObject(TrueObject object) {
        if (masks) {
            Outline outline = object.outline();
            ImageSize size = imageSize(object.imageId());
            if (outline == null || size == null) {
                findings.noTrueMask(object, size);
                return;
            }
            try {
                objectMasks.add(outline.toMask(size));
            } catch (IllegalArgumentException wrong) {
                findings.badTrueMask(object, wrong);
                return;
            }
        }
        objects.add(object);
    }

    private void addResult(ScoredObject result) {
        boolean image = imageIndexes.containsKey(result.imageId());
        boolean category = categoryIndexes.containsKey(result.categoryId());
        if (!image || !category) {
            findings.unknown(result, image, category);
            return;
        }
        if (masks) {
            Mask mask = result.mask();
            if (mask == null || !mask.size().equals(imageSize(result.imageId()))) {
                findings.badMask(result);
                return;
            }
        }
        results.add(result);
    }

    private @Nullable ImageSize imageSize(long id) {
        Integer index = imageIndexes.get(id);
        return index == null ? null : truth.images().get(index).size();
    }

    List<Category> categories() {
        return truth.categories();
    }

    List<DatasetImage> images() {
        return truth.images();
    }

    List<TrueObject> objects() {
        return objects;
    }

    List<ScoredObject> results() {
        return results;
    }

    /** The masks of {@link #objects()}; empty if masks are not compared. */
    List<Mask> objectMasks() {
        return objectMasks;
    }

    int categoryIndex(int id) {
        return index(categoryIndexes, id);
    }

    int imageIndex(long id) {
        return index(imageIndexes, id);
    }

    private static <K> int index(Map<K, Integer> indexes, K id) {
        Integer index = indexes.get(id);
        if (index == null) {
            throw new IllegalArgumentException("Unknown id " + id);
        }
        return index;
    }

    /** The true objects by category and picture. */
    Groups objectGroups() {
        int[] images = objects.stream()
                .mapToInt(object -> imageIndex(object.imageId()))
                .toArray();
        int[] categories = objects.stream()
                .mapToInt(object -> categoryIndex(object.categoryId()))
                .toArray();
        return new Groups(categories, categories().size(), images, images().size());
    }

    /** The results by category and picture. */
    Groups resultGroups() {
        int[] images = results.stream()
                .mapToInt(result -> imageIndex(result.imageId()))
                .toArray();
        int[] categories = results.stream()
                .mapToInt(result -> categoryIndex(result.categoryId()))
                .toArray();
        return new Groups(categories, categories().size(), images, images().size());
    }
}
