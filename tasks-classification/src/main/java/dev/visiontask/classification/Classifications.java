package dev.visiontask.classification;

import dev.visiontask.ImageSize;
import dev.visiontask.json.JsonObjectText;
import dev.visiontask.json.JsonResult;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a picture shows: classes in the order of their scores, the best first; equal scores in the order of their
 * indexes. Empty if no class passed the threshold and the lists of the options. Immutable.
 *
 * @param classes the classes, best first
 * @param imageSize the size of the picture as a person sees it, after EXIF rotation
 */
public record Classifications(List<Classification> classes, ImageSize imageSize)
        implements Iterable<Classification>, JsonResult {
    /** Copies the list and checks its order. */
    public Classifications {
        classes = List.copyOf(classes);
        Objects.requireNonNull(imageSize, "imageSize");
        for (int i = 1; i < classes.size(); i++) {
            if (classes.get(i).score() > classes.get(i - 1).score()) {
                throw new IllegalArgumentException("Expected the best class first, found: " + classes);
            }
        }
    }

    /**
     * The class with the highest score.
     *
     * @throws IllegalStateException if there is none
     */
    public Classification best() {
        if (classes.isEmpty()) {
            throw new IllegalStateException("No class passed the threshold and the lists of the options;"
                    + " ask isEmpty() first, or lower the score threshold");
        }
        return classes.get(0);
    }

    /** The class of this label, if it is among the classes. */
    public Optional<Classification> find(String label) {
        return classes.stream()
                .filter(candidate -> candidate.label().equals(label))
                .findFirst();
    }

    /** Whether no class passed. */
    public boolean isEmpty() {
        return classes.isEmpty();
    }

    @Override
    public Iterator<Classification> iterator() {
        return classes.iterator();
    }

    /**
     * As JSON on one line: {@code
     * {"width":640,"height":480,"classes":[{"index":281,"label":"tabby","score":0.61},...]}}.
     */
    @Override
    public String toJson() {
        return new JsonObjectText()
                .put("width", imageSize.width())
                .put("height", imageSize.height())
                .put("classes", classes.stream().map(Classification::json).toList())
                .toString();
    }
}
