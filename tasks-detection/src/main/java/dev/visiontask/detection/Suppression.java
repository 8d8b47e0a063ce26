package dev.visiontask.detection;

import java.util.Arrays;

/**
 * Chooses among candidates: best first, ties by the lower place in the model's output, without those that overlap a
 * better one. Holds working memory that is reused; used by one thread at a time.
 */
final class Suppression {
    private static final int ANY_CLASS = 0;

    private long[] keys = {};
    private int[] kept = {};
    /** For each kept box the place of the one kept before it in the same class, and for each class its last; -1 ends. */
    private int[] previous = {};

    private int[] lastOfClass = {};

    /**
     * Finds the best candidates.
     *
     * @return how many there are; {@link #kept} has them
     */
    int run(Candidates candidates, Selection selection) {
        int size = candidates.size();
        if (kept.length < size) {
            kept = new int[size];
            previous = new int[size];
            keys = new long[size];
        }
        return switch (selection.nms()) {
            case NONE -> best(candidates, selection);
            case CLASS_AWARE -> greedy(candidates, selection, true);
            case CLASS_AGNOSTIC -> greedy(candidates, selection, false);
            case SOFT -> soft(candidates, selection);
        };
    }

    /** The candidate in this place of the answer. */
    int kept(int place) {
        return kept[place];
    }

    private int best(Candidates candidates, Selection selection) {
        sort(candidates);
        int count = Math.min(candidates.size(), selection.maxResults());
        for (int i = 0; i < count; i++) {
            kept[i] = (int) keys[i];
        }
        return count;
    }

    private void sort(Candidates candidates) {
        int size = candidates.size();
        for (int i = 0; i < size; i++) {
            // Scores are not negative, so that their bits sort as they do; inverted for the best first.
            keys[i] = ((long) ~Float.floatToRawIntBits(candidates.score(i) + 0f) << 32) | i;
        }
        Arrays.sort(keys, 0, size);
    }

    /** A box stays if it overlaps none of those that stay before it; nothing after the last result is looked at. */
    private int greedy(Candidates candidates, Selection selection, boolean byClass) {
        sort(candidates);
        forgetClasses(candidates, byClass);
        int count = 0;
        for (int i = 0; i < candidates.size() && count < selection.maxResults(); i++) {
            int candidate = (int) keys[i];
            int group = byClass ? candidates.classIndex(candidate) : ANY_CLASS;
            if (isFree(candidates, candidate, lastOfClass[group], selection.nmsIou())) {
                kept[count] = candidate;
                previous[count] = lastOfClass[group];
                lastOfClass[group] = count;
                count++;
            }
        }
        return count;
    }

    private void forgetClasses(Candidates candidates, boolean byClass) {
        int highest = ANY_CLASS;
        for (int i = 0; byClass && i < candidates.size(); i++) {
            highest = Math.max(highest, candidates.classIndex(i));
        }
        if (lastOfClass.length <= highest) {
            lastOfClass = new int[highest + 1];
        }
        Arrays.fill(lastOfClass, -1);
    }

    private boolean isFree(Candidates candidates, int candidate, int last, float nmsIou) {
        for (int place = last; place >= 0; place = previous[place]) {
            if (candidates.iou(candidate, kept[place]) > nmsIou) {
                return false;
            }
        }
        return true;
    }

    /** Takes the best of the rest, and lowers the scores of those of its class that overlap it. */
    private int soft(Candidates candidates, Selection selection) {
        int rest = candidates.size();
        int[] open = previous;
        for (int i = 0; i < rest; i++) {
            open[i] = i;
        }
        int count = 0;
        while (rest > 0 && count < selection.maxResults()) {
            int best = open[0];
            for (int i = 1; i < rest; i++) {
                best = isBetter(candidates, open[i], best) ? open[i] : best;
            }
            kept[count++] = best;
            rest = decay(candidates, selection, open, rest, best);
        }
        return count;
    }

    private static boolean isBetter(Candidates candidates, int candidate, int than) {
        float score = candidates.score(candidate);
        float other = candidates.score(than);
        return score > other || (score == other && candidate < than);
    }

    private static int decay(Candidates candidates, Selection selection, int[] open, int rest, int best) {
        int stay = 0;
        for (int i = 0; i < rest; i++) {
            int candidate = open[i];
            if (candidate == best) {
                continue;
            }
            if (candidates.classIndex(candidate) == candidates.classIndex(best)) {
                double iou = candidates.iou(candidate, best);
                if (iou > selection.nmsIou()) {
                    candidates.score(candidate, (float) (candidates.score(candidate) * (1 - iou)));
                }
            }
            if (candidates.score(candidate) >= selection.scoreThreshold()) {
                open[stay++] = candidate;
            }
        }
        return stay;
    }
}
