package dev.visiontask.detection.tracking;

import dev.visiontask.ImageSize;
import dev.visiontask.json.JsonObjectText;
import dev.visiontask.json.JsonResult;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The tracks of a video in one frame, each list by ascending id. Iterates over the objects that were seen. Immutable.
 *
 * @param frame the index of the frame
 * @param time when the frame is shown, if the tracker was told
 * @param imageSize the size of the picture
 * @param objects the tracks seen in this frame
 * @param started those of them that are reported for the first time
 * @param lost the tracks that were not seen in this frame and may be found again
 * @param ended the tracks that were given up before this frame; reported once
 */
public record Tracks(
        long frame,
        Optional<Duration> time,
        ImageSize imageSize,
        List<Track> objects,
        List<Track> started,
        List<Track> lost,
        List<Track> ended)
        implements Iterable<Track>, JsonResult {
    /** Copies the lists. */
    public Tracks {
        if (frame < 0) {
            throw new IllegalArgumentException("Expected a frame index of at least 0, found: " + frame);
        }
        Objects.requireNonNull(time, "time");
        Objects.requireNonNull(imageSize, "imageSize");
        objects = List.copyOf(objects);
        started = List.copyOf(started);
        lost = List.copyOf(lost);
        ended = List.copyOf(ended);
    }

    /** How many objects were seen in this frame. */
    public int size() {
        return objects.size();
    }

    /** Whether no object was seen in this frame. */
    public boolean isEmpty() {
        return objects.isEmpty();
    }

    /** The object of this id, if it was seen in this frame. */
    public Optional<Track> find(long id) {
        return objects.stream().filter(track -> track.id() == id).findFirst();
    }

    @Override
    public Iterator<Track> iterator() {
        return objects.iterator();
    }

    /**
     * As JSON on one line, boxes as left, top, right, bottom in pixels: {@code
     * {"frame":12,"time":0.48,"width":640,"height":480,"tracks":[{"id":3,"state":"tracked","index":0,"label":"person",
     * "score":0.91,"box":[10.5,20.0,90.0,88.25],"start":2,"hits":11,"age":10,"unseen":0},...],"started":[3],"lost":[...],
     * "ended":[...]}}. The time is in seconds and left out if unknown; {@code started} has ids, the others whole tracks.
     */
    @Override
    public String toJson() {
        JsonObjectText text = new JsonObjectText().put("frame", frame);
        time.ifPresent(shown -> text.put("time", shown.toNanos() / 1e9));
        return text.put("width", imageSize.width())
                .put("height", imageSize.height())
                .put("tracks", objects.stream().map(Track::json).toList())
                .putNumbers("started", started.stream().map(Track::id).toList())
                .put("lost", lost.stream().map(Track::json).toList())
                .put("ended", ended.stream().map(Track::json).toList())
                .toString();
    }
}
