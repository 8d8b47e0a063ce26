package dev.visiontask.examples;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * Frames of a video of unknown length, as evenly spread as can be, never more than so many. Where there would be more, the
 * one goes that leaves the smallest gap, but never one of the newer half. Used by one thread at a time.
 */
final class Moments {
    private final int most;
    private final List<Moment> kept = new ArrayList<>();

    /** Room for so many, at least 4. */
    Moments(int most) {
        this.most = most;
    }

    /** Adds one that is later than all before. */
    void add(Moment moment) {
        kept.add(moment);
        if (kept.size() > most) {
            kept.remove(narrowest());
        }
    }

    private int narrowest() {
        int best = 1;
        for (int i = 2; i < kept.size() / 2; i++) {
            best = gap(i) < gap(best) ? i : best;
        }
        return best;
    }

    private long gap(int place) {
        return kept.get(place + 1).frame() - kept.get(place - 1).frame();
    }

    /** Forgets all before a frame. */
    void forgetBefore(long frame) {
        kept.removeIf(moment -> moment.frame() < frame);
    }

    /** The one nearest to the middle of a stretch of frames, if any lies in it. */
    Optional<Moment> inTheMiddle(long startFrame, long endFrame) {
        double middle = (startFrame + endFrame - 1) / 2.0;
        return kept.stream()
                .filter(moment -> moment.frame() >= startFrame && moment.frame() < endFrame)
                .min(byDistance(moment -> moment.frame() - middle));
    }

    /** As many as asked for, each the nearest to the middle of its share of a time in seconds; none if there is none. */
    List<Moment> spread(int count, double from, double to) {
        List<Moment> chosen = new ArrayList<>();
        for (int i = 0; i < count && !kept.isEmpty(); i++) {
            double at = from + (to - from) * (i + 0.5) / count;
            kept.stream()
                    .min(byDistance(moment -> Clock.seconds(moment.time()) - at))
                    .ifPresent(chosen::add);
        }
        return chosen;
    }

    private static Comparator<Moment> byDistance(ToDoubleFunction<Moment> distance) {
        return Comparator.comparingDouble(moment -> Math.abs(distance.applyAsDouble(moment)));
    }
}
