package dev.visiontask.detection.tracking;

import dev.visiontask.json.JsonObjectText;
import dev.visiontask.json.JsonResult;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Counts who crosses a line from a start to an end, by direction and label. What crosses is the middle of the lower edge
 * of the box.
 *
 * <p>A track counts when it was clear of the line on one side, by the margin at least, and then is on the other, if the
 * straight way between the two places cuts the line between its ends. So trembling on the line counts nothing, passing
 * beside its ends neither, and who goes there and back counts once in each direction. Where a lost track might be does not
 * count; when it is found again on the other side, that does.
 *
 * <p>Not for use by several threads; one for each tracker.
 */
public final class LineCounter implements JsonResult {
    /** The margin unless another one is given, in pixels. */
    public static final double DEFAULT_MARGIN = 5;

    private final Spot start;
    private final Spot end;
    private final double margin;
    private final Map<Long, Spot> clear = new HashMap<>();
    private final Map<CrossingDirection, Map<String, Integer>> counts = new EnumMap<>(CrossingDirection.class);

    /** A line from a start to an end with the default margin. */
    public LineCounter(Spot start, Spot end) {
        this(start, end, DEFAULT_MARGIN);
    }

    /**
     * A line from a start to another place.
     *
     * @param start one end
     * @param end the other end
     * @param margin how far from the line a track must be to be clear of it, in pixels, at least 0
     */
    public LineCounter(Spot start, Spot end, double margin) {
        if (start.equals(end)) {
            throw new IllegalArgumentException("Expected a line between two places, found: " + start + " twice");
        }
        if (!(margin >= 0)) {
            throw new IllegalArgumentException("Expected a margin of at least 0, found: " + margin);
        }
        this.start = start;
        this.end = end;
        this.margin = margin;
        for (CrossingDirection direction : CrossingDirection.values()) {
            counts.put(direction, new TreeMap<>());
        }
    }

    /** Where the line starts. */
    public Spot start() {
        return start;
    }

    /** Where the line ends. */
    public Spot end() {
        return end;
    }

    /** Counts the next frame. */
    public List<Crossing> update(Tracks tracks) {
        tracks.ended().forEach(track -> clear.remove(track.id()));
        List<Crossing> crossings = new ArrayList<>();
        for (Track track : tracks) {
            Spot now = Spot.footOf(track.box());
            double side = now.side(start, end) / Math.hypot(end.x() - start.x(), end.y() - start.y());
            if (side == 0 || Math.abs(side) < margin) {
                continue;
            }
            Spot before = clear.put(track.id(), now);
            if (before != null && cuts(before, now)) {
                CrossingDirection direction =
                        side > 0 ? CrossingDirection.LEFT_TO_RIGHT : CrossingDirection.RIGHT_TO_LEFT;
                counts.getOrDefault(direction, new TreeMap<>()).merge(track.label(), 1, Integer::sum);
                crossings.add(new Crossing(tracks.frame(), track, direction));
            }
        }
        return crossings;
    }

    private boolean cuts(Spot before, Spot now) {
        boolean sidesDiffer = (before.side(start, end) > 0) != (now.side(start, end) > 0);
        return sidesDiffer && start.side(before, now) * end.side(before, now) <= 0;
    }

    /** How often it was crossed this way. */
    public int count(CrossingDirection direction) {
        return counts.getOrDefault(direction, Map.of()).values().stream()
                .mapToInt(Integer::intValue)
                .sum();
    }

    /** How often it was crossed this way by objects of a label. */
    public int count(CrossingDirection direction, String label) {
        return counts.getOrDefault(direction, Map.of()).getOrDefault(label, 0);
    }

    /** As JSON on one line: {@code {"leftToRight":{"car":3,"person":1},"rightToLeft":{}}}. */
    @Override
    public String toJson() {
        return new JsonObjectText()
                .put("leftToRight", json(CrossingDirection.LEFT_TO_RIGHT))
                .put("rightToLeft", json(CrossingDirection.RIGHT_TO_LEFT))
                .toString();
    }

    private JsonObjectText json(CrossingDirection direction) {
        JsonObjectText text = new JsonObjectText();
        counts.getOrDefault(direction, Map.of()).forEach(text::put);
        return text;
    }
}
