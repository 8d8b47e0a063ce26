package dev.visiontask.detection.tracking;

import dev.visiontask.draw.LabelledBox;
import dev.visiontask.draw.Overlay;
import java.awt.geom.Point2D;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Draws the tracks of a video onto its frames: masks, boxes with label and id in the colour of the id, and the way that each
 * object has come. Also the lines and zones where is counted, with their counts. One for each tracker, for one thread at a
 * time; memory depends on the number of objects in sight.
 *
 * <pre>{@code
 * overlay.begin(frame);
 * drawing.draw(overlay, tracker.update(detections, frame.index()));
 * drawing.draw(overlay, gate);
 * writer.write(overlay.source(), frame.time());
 * }</pre>
 */
public final class TrackDrawing {
    private static final int LINE_COLOUR = 0;
    private static final int ZONE_COLOUR = 1;

    private final int trail;
    private final Map<Long, ArrayDeque<Point2D>> ways = new HashMap<>();

    /**
     * A drawing without a way yet.
     *
     * @param trail how many of the last places of an object are joined to its way, at least 0
     */
    public TrackDrawing(int trail) {
        if (trail < 0) {
            throw new IllegalArgumentException("Expected a trail of at least 0 places, found: " + trail);
        }
        this.trail = trail;
    }

    /** Draws the objects of the next frame; call it for each frame, so that the ways have no gaps. */
    public void draw(Overlay overlay, Tracks tracks) {
        note(tracks);
        for (Track track : tracks) {
            track.detection().flatMap(found -> found.mask()).ifPresent(mask -> overlay.mask(mask, colour(track)));
        }
        for (Track track : tracks) {
            overlay.path(List.copyOf(ways.getOrDefault(track.id(), new ArrayDeque<>())), colour(track));
        }
        overlay.boxes(tracks.objects().stream()
                .sorted(Comparator.comparingDouble(Track::score).reversed())
                .map(track -> new LabelledBox(track.box(), track.label() + " " + track.id(), colour(track)))
                .toList());
    }

    private static int colour(Track track) {
        return (int) (track.id() % Integer.MAX_VALUE);
    }

    private void note(Tracks tracks) {
        for (Track track : tracks) {
            ArrayDeque<Point2D> way = ways.computeIfAbsent(track.id(), id -> new ArrayDeque<>());
            way.add(point(Spot.footOf(track.box())));
            if (way.size() > trail) {
                way.remove();
            }
        }
        Set<Long> ended = tracks.ended().stream().map(Track::id).collect(Collectors.toSet());
        ways.keySet().removeAll(ended);
    }

    /** Draws a line with its counts. */
    public void draw(Overlay overlay, LineCounter line) {
        String label = line.count(CrossingDirection.LEFT_TO_RIGHT) + " to the right, "
                + line.count(CrossingDirection.RIGHT_TO_LEFT) + " to the left";
        overlay.line(point(line.start()), point(line.end()), label, LINE_COLOUR);
    }

    /** Draws a zone with the number of those inside. */
    public void draw(Overlay overlay, ZoneCounter zone) {
        List<Point2D> corners = zone.corners().stream().map(TrackDrawing::point).toList();
        overlay.polygon(corners, zone.inside().size() + " inside", ZONE_COLOUR);
    }

    private static Point2D point(Spot spot) {
        return new Point2D.Double(spot.x(), spot.y());
    }
}
