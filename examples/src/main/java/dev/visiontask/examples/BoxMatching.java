package dev.visiontask.examples;

import dev.visiontask.detection.Detection;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Which boxes of two lists are the same objects: those of one label that overlap most, then the next of what is left.
 *
 * @param pairs what belongs together
 * @param aloneInOne what only the first list has
 * @param aloneInOther what only the second list has
 */
record BoxMatching(List<Pair> pairs, List<Detection> aloneInOne, List<Detection> aloneInOther) {
    /** The same object in both lists. */
    record Pair(Detection one, Detection other) {
        double iou() {
            return one.box().iou(other.box());
        }
    }

    /**
     * Matches two lists.
     *
     * @param leastIou how much two boxes must overlap
     */
    static BoxMatching of(List<Detection> one, List<Detection> other, double leastIou) {
        List<Pair> candidates = new ArrayList<>();
        for (Detection a : one) {
            for (Detection b : other) {
                Pair pair = new Pair(a, b);
                if (a.label().equals(b.label()) && pair.iou() >= leastIou) {
                    candidates.add(pair);
                }
            }
        }
        candidates.sort(Comparator.comparingDouble(Pair::iou).reversed());
        List<Detection> aloneInOne = new ArrayList<>(one);
        List<Detection> aloneInOther = new ArrayList<>(other);
        List<Pair> pairs = new ArrayList<>();
        for (Pair pair : candidates) {
            // Of equal boxes one is taken at a time.
            if (aloneInOne.contains(pair.one()) && aloneInOther.contains(pair.other())) {
                aloneInOne.remove(pair.one());
                aloneInOther.remove(pair.other());
                pairs.add(pair);
            }
        }
        return new BoxMatching(pairs, aloneInOne, aloneInOther);
    }
}
