package dev.visiontask.activity;

import dev.visiontask.json.JsonObjectText;
import dev.visiontask.json.JsonResult;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.StringJoiner;

/**
 * What happens in a clip: classes in the order of their scores, the best first; equal scores in the order of their
 * indexes. Empty if no class passed the threshold. Immutable.
 *
 * @param clip the name of the video
 * @param classes the classes, best first
 * @param passes the indexes of the frames that the model looked at in each of its passes, by their number in the video
 *     from 0; the same for every crop
 */
public record Activities(String clip, List<Activity> classes, List<List<Long>> passes)
        implements Iterable<Activity>, JsonResult {
    /** Copies the lists and checks the order of the classes. */
    public Activities {
        Objects.requireNonNull(clip, "clip");
        classes = List.copyOf(classes);
        passes = passes.stream().map(List::copyOf).toList();
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
    public Activity best() {
        if (classes.isEmpty()) {
            throw new IllegalStateException(
                    "No class passed the threshold;" + " ask isEmpty() first, or lower the score threshold");
        }
        return classes.get(0);
    }

    /** The class of this label, if it is among the classes. */
    public Optional<Activity> find(String label) {
        return classes.stream()
                .filter(candidate -> candidate.label().equals(label))
                .findFirst();
    }

    /** The indexes of all frames that the model looked at, pass after pass. */
    public List<Long> frames() {
        return passes.stream().flatMap(List::stream).toList();
    }

    /** Whether no class passed. */
    public boolean isEmpty() {
        return classes.isEmpty();
    }

    @Override
    public Iterator<Activity> iterator() {
        return classes.iterator();
    }

    /**
     * As JSON on one line: {@code
     * {"clip":"tennis.mp4","passes":[[0,14,...]],"classes":[{"index":3,"label":"serve","score":0.87},...]}}.
     */
    @Override
    public String toJson() {
        StringJoiner lists = new StringJoiner(",", "[", "]");
        passes.forEach(pass -> lists.add(pass.toString()));
        return new JsonObjectText()
                .put("clip", clip)
                .putJson("passes", lists.toString())
                .put("classes", classes.stream().map(Activity::json).toList())
                .toString();
    }
}
