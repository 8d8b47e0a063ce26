package dev.visiontask.detection.tracking;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** One comparison of tracks with the truth. */
final class TrackingRun {
    private final TrackSequence truth;
    private final TrackSequence found;
    private final double overlap;
    private final Assignment assignment = new Assignment();
    private final Map<Long, Long> trackOf = new HashMap<>();
    private final Map<Long, Boolean> missedLast = new HashMap<>();
    private final Map<Long, Map<Long, Integer>> together = new HashMap<>();
    private int matches;
    private int switches;
    private int fragmentations;
    private double overlapSum;

    TrackingRun(TrackSequence truth, TrackSequence found, double overlap) {
        this.truth = truth;
        this.found = found;
        this.overlap = overlap;
    }

    TrackingFigures figures() {
        TreeSet<Long> frames = new TreeSet<>(truth.frames());
        frames.addAll(found.frames());
        for (long frame : frames) {
            compare(new ArrayList<>(truth.boxes(frame)), new ArrayList<>(found.boxes(frame)));
        }
        return new TrackingFigures(
                truth.size(), found.size(), matches, switches, fragmentations, overlapSum, identified());
    }

    private void compare(List<TrackedBox> objects, List<TrackedBox> results) {
        countTogether(objects, results);
        keepPairs(objects, results);
        assignment.begin(results.size(), 2.0 * (Math.min(objects.size(), results.size()) + 1));
        for (TrackedBox object : objects) {
            assignment.row();
            for (int i = 0; i < results.size(); i++) {
                double iou = object.box().iou(results.get(i).box());
                if (iou >= overlap) {
                    assignment.pair(i, 1 - iou);
                }
            }
        }
        assignment.solve();
        for (int i = 0; i < objects.size(); i++) {
            int place = assignment.columnOf(i);
            if (place < 0) {
                // Counts only if the object is joined to a track before and after.
                missedLast.computeIfPresent(objects.get(i).id(), (id, missed) -> true);
            } else {
                join(objects.get(i), results.get(place));
            }
        }
    }

    private void countTogether(List<TrackedBox> objects, List<TrackedBox> results) {
        for (TrackedBox object : objects) {
            for (TrackedBox result : results) {
                if (object.box().iou(result.box()) >= overlap) {
                    together.computeIfAbsent(object.id(), id -> new HashMap<>()).merge(result.id(), 1, Integer::sum);
                }
            }
        }
    }

    /** Joins what was joined the last time, and removes it from the lists. */
    private void keepPairs(List<TrackedBox> objects, List<TrackedBox> results) {
        for (TrackedBox object : List.copyOf(objects)) {
            Long before = trackOf.get(object.id());
            for (TrackedBox result : results) {
                if (before != null && before == result.id() && object.box().iou(result.box()) >= overlap) {
                    join(object, result);
                    objects.remove(object);
                    results.remove(result);
                    break;
                }
            }
        }
    }

    private void join(TrackedBox object, TrackedBox result) {
        matches++;
        overlapSum += object.box().iou(result.box());
        Long before = trackOf.put(object.id(), result.id());
        if (before != null && before != result.id()) {
            switches++;
        }
        if (Boolean.TRUE.equals(missedLast.put(object.id(), false))) {
            fragmentations++;
        }
    }

    /** How many boxes have the right identity if each object has one track. */
    private int identified() {
        List<Long> tracks = List.copyOf(found.ids());
        Map<Long, Integer> places = new HashMap<>();
        tracks.forEach(track -> places.put(track, places.size()));
        List<Long> objects = List.copyOf(together.keySet());
        int most = 1 + objects.stream().mapToInt(truth::frames).max().orElse(0);
        assignment.begin(tracks.size(), most);
        for (long object : objects) {
            assignment.row();
            together.getOrDefault(object, Map.of())
                    .forEach((track, count) -> assignment.pair(places.getOrDefault(track, 0), most - count));
        }
        assignment.solve();
        int sum = 0;
        for (int i = 0; i < objects.size(); i++) {
            int place = assignment.columnOf(i);
            if (place >= 0) {
                sum += together.getOrDefault(objects.get(i), Map.of()).getOrDefault(tracks.get(place), 0);
            }
        }
        return sum;
    }
}
