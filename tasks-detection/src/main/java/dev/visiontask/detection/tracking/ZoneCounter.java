package dev.visiontask.detection.tracking;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Counts who is in a zone, who came in and went out, and how long each stayed. The zone is a polygon; what is in or out is
 * the middle of the lower edge of the box.
 *
 * <p>A track comes in when it is inside, and goes out when it is outside by more than the margin, so that trembling on the
 * border counts once. One that is first seen inside came in there. A lost track stays inside; if it is never found again,
 * it vanished. So {@code entered() == left() + vanished() + inside().size()} at any time.
 *
 * <p>Not for use by several threads; one for each tracker.
 */
public final class ZoneCounter {
    /** The margin unless another one is given, in pixels. */
    public static final double DEFAULT_MARGIN = 5;

    private final List<Spot> corners;
    private final double margin;
    private final Map<Long, Stay> stays = new TreeMap<>();
    private int entered;
    private int left;
    private int vanished;

    /** A zone with the default margin. */
    public ZoneCounter(List<Spot> corners) {
        this(corners, DEFAULT_MARGIN);
    }

    /**
     * A zone.
     *
     * @param corners of the polygon, at least 3, either way round; what it surrounds twice is outside
     * @param margin how far outside a track must be to have gone out, in pixels, at least 0
     */
    public ZoneCounter(List<Spot> corners, double margin) {
        this.corners = List.copyOf(corners);
        if (corners.size() < 3) {
            throw new IllegalArgumentException("Expected at least 3 corners, found: " + corners);
        }
        if (!(margin >= 0)) {
            throw new IllegalArgumentException("Expected a margin of at least 0, found: " + margin);
        }
        this.margin = margin;
    }

    /** From where on a track is inside, and until when it was seen there. */
    private record Stay(Track first, Tracks came, Tracks last) {
        ZoneVisit visit() {
            Optional<Duration> dwell = came.time()
                    .flatMap(from -> last.time().map(to -> to.minus(from)))
                    .map(time -> time.isNegative() ? Duration.ZERO : time);
            return new ZoneVisit(first.id(), first.label(), came.frame(), last.frame(), dwell);
        }
    }

    /** The corners of the polygon. */
    public List<Spot> corners() {
        return corners;
    }

    /** Counts the next frame; returns the visits that are over with it, of tracks that went out or vanished. */
    public List<ZoneVisit> update(Tracks tracks) {
        List<ZoneVisit> over = new ArrayList<>();
        for (Track track : tracks.ended()) {
            Stay stay = stays.remove(track.id());
            if (stay != null) {
                vanished++;
                over.add(stay.visit());
            }
        }
        for (Track track : tracks) {
            Spot spot = Spot.footOf(track.box());
            Stay stay = stays.get(track.id());
            if (stay == null && isInside(spot)) {
                entered++;
                stays.put(track.id(), new Stay(track, tracks, tracks));
            } else if (stay != null && (isInside(spot) || distance(spot) <= margin)) {
                stays.put(track.id(), new Stay(stay.first(), stay.came(), tracks));
            } else if (stay != null) {
                left++;
                stays.remove(track.id());
                over.add(stay.visit());
            }
        }
        return over;
    }

    /** Even-odd rule. */
    private boolean isInside(Spot spot) {
        boolean inside = false;
        for (int i = 0; i < corners.size(); i++) {
            Spot a = corners.get(i);
            Spot b = corners.get((i + 1) % corners.size());
            if (((a.y() > spot.y()) != (b.y() > spot.y())) && ((spot.side(a, b) > 0) == (b.y() > a.y()))) {
                inside = !inside;
            }
        }
        return inside;
    }

    private double distance(Spot spot) {
        double nearest = Double.POSITIVE_INFINITY;
        for (int i = 0; i < corners.size(); i++) {
            nearest = Math.min(nearest, spot.distance(corners.get(i), corners.get((i + 1) % corners.size())));
        }
        return nearest;
    }

    /** Who is inside, by ascending id, lost tracks included. */
    public List<ZoneVisit> inside() {
        return stays.values().stream().map(Stay::visit).toList();
    }

    /** How often a track came in, or was first seen inside. */
    public int entered() {
        return entered;
    }

    /** How often a track went out. */
    public int left() {
        return left;
    }

    /** How many tracks ended inside. */
    public int vanished() {
        return vanished;
    }
}
