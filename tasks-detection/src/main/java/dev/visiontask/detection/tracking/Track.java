package dev.visiontask.detection.tracking;

import dev.visiontask.Box;
import dev.visiontask.detection.Detection;
import dev.visiontask.json.JsonObjectText;
import dev.visiontask.json.JsonResult;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * One object of a video as it stands in one frame.
 *
 * @param id its number, from 1 in the order in which a tracker found its tracks; never used twice by one tracker
 * @param state whether it was seen in this frame
 * @param index the class, as in the detection seen last
 * @param label the label of the class
 * @param score the score of the detection seen last, 0 to 1
 * @param box where it is, in pixels of the picture: as detected, or, if it was not seen, where its motion has it; then the
 *     box may reach out of the picture
 * @param start the index of the frame in which it was first seen
 * @param hits in how many frames it was seen so far, at least 1
 * @param age how many frames ago it was first seen, 0 in that frame
 * @param unseen how many frames ago it was last seen, 0 if it was seen in this frame
 * @param detection what was found in this frame, with its mask if it has one; empty if it was not seen
 */
public record Track(
        long id,
        TrackState state,
        int index,
        String label,
        float score,
        Box box,
        long start,
        int hits,
        long age,
        long unseen,
        Optional<Detection> detection)
        implements JsonResult {
    /** Checks the ranges. */
    public Track {
        if (id < 1 || index < 0 || start < 0 || hits < 1 || age < 0 || unseen < 0 || unseen > age) {
            throw new IllegalArgumentException("Expected id and hits of at least 1, no negative number, and unseen"
                    + " <= age, found: id " + id + ", index " + index + ", start " + start + ", hits " + hits + ", age "
                    + age + ", unseen " + unseen);
        }
        if (!(score >= 0 && score <= 1)) {
            throw new IllegalArgumentException("Expected a score in [0, 1], found: " + score);
        }
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(label, "label");
        Objects.requireNonNull(box, "box");
        Objects.requireNonNull(detection, "detection");
    }

    /** As an object of {@link Tracks#toJson}. */
    public JsonObjectText json() {
        return new JsonObjectText()
                .put("id", id)
                .put("state", state.name().toLowerCase(Locale.ROOT))
                .put("index", index)
                .put("label", label)
                .put("score", score)
                .putNumbers("box", List.of(box.left(), box.top(), box.right(), box.bottom()))
                .put("start", start)
                .put("hits", hits)
                .put("age", age)
                .put("unseen", unseen);
    }

    /** {@link #json()} as text. */
    @Override
    public String toJson() {
        return json().toString();
    }
}
