package dev.visiontask.detection.tracking;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Who is where in each frame of a video: the truth, or what a tracker found. One class of objects at a time; for several,
 * make one of each. Immutable and safe to share between threads.
 */
public final class TrackSequence {
    private final SortedMap<Long, List<TrackedBox>> frames;
    private final Map<Long, Integer> boxesOfId = new HashMap<>();
    private final int size;

    private TrackSequence(SortedMap<Long, List<TrackedBox>> frames) {
        this.frames = frames;
        int count = 0;
        for (List<TrackedBox> boxes : frames.values()) {
            count += boxes.size();
            boxes.forEach(box -> boxesOfId.merge(box.id(), 1, Integer::sum));
        }
        this.size = count;
    }

    /** A sequence without boxes. */
    public static Builder builder() {
        return new Builder();
    }

    /** How many boxes there are in all frames. */
    public int size() {
        return size;
    }

    /** The ids. */
    public Set<Long> ids() {
        return Set.copyOf(boxesOfId.keySet());
    }

    /** The frames that have a box, ascending. */
    public List<Long> frames() {
        return List.copyOf(frames.keySet());
    }

    /** The boxes of a frame in the order in which they were added; none if the frame is unknown. */
    public List<TrackedBox> boxes(long frame) {
        return frames.getOrDefault(frame, List.of());
    }

    /** In how many frames an id is. */
    int frames(long id) {
        return boxesOfId.getOrDefault(id, 0);
    }

    /** Collects boxes. Not for use by several threads. */
    public static final class Builder {
        private final SortedMap<Long, List<TrackedBox>> frames = new TreeMap<>();
        private final Map<Long, Set<Long>> ids = new HashMap<>();

        private Builder() {}

        /**
         * Adds a box; frames may come in any order.
         *
         * @throws IllegalArgumentException if the id is in this frame already
         */
        public Builder add(TrackedBox box) {
            if (!ids.computeIfAbsent(box.frame(), frame -> new HashSet<>()).add(box.id())) {
                throw new IllegalArgumentException(
                        "Expected an id once in a frame, found " + box.id() + " twice in frame " + box.frame());
            }
            frames.computeIfAbsent(box.frame(), frame -> new ArrayList<>()).add(box);
            return this;
        }

        /** Adds the objects that were seen in a frame. */
        public Builder add(Tracks tracks) {
            tracks.forEach(track -> add(new TrackedBox(tracks.frame(), track.id(), track.box())));
            return this;
        }

        /** Adds those of one label. */
        public Builder add(Tracks tracks, String label) {
            for (Track track : tracks) {
                if (track.label().equals(label)) {
                    add(new TrackedBox(tracks.frame(), track.id(), track.box()));
                }
            }
            return this;
        }

        /** The sequence. */
        public TrackSequence build() {
            SortedMap<Long, List<TrackedBox>> copy = new TreeMap<>();
            frames.forEach((frame, boxes) -> copy.put(frame, List.copyOf(boxes)));
            return new TrackSequence(copy);
        }
    }
}
