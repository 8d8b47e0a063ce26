package dev.visiontask.activity;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Joins windows to segments. Scores are averaged over neighbouring windows, as far as there are any. A segment begins
 * where the best class reaches {@code enter}. It ends where its class falls below {@code leave}, or where another class
 * reaches {@code enter} with a higher score. Decides about a window {@code smoothing / 2} windows later.
 */
final class SegmentFinder {
    private final TimelineOptions options;
    private final List<String> labels;

    /** The windows that smoothing may still need; the first one has the number {@code first}. */
    private final List<WindowScores> recent = new ArrayList<>();

    private int first;
    private int decided;
    private @Nullable WindowScores start;
    private int current;
    private double sum;
    private int windows;

    SegmentFinder(TimelineOptions options, List<String> labels) {
        this.options = options;
        this.labels = labels;
    }

    /** Takes the next window and adds the segment that ends by it, if one does. */
    void accept(WindowScores window, List<? super ActivitySegment> ended) {
        recent.add(window);
        int reach = options.smoothing() / 2;
        if (first + recent.size() - 1 - decided >= reach) {
            decide(ended);
        }
        while (first < decided - reach) {
            recent.remove(0);
            first++;
        }
    }

    /** Ends with the video. */
    void finish(long endFrame, Duration end, List<? super ActivitySegment> ended) {
        while (decided < first + recent.size()) {
            decide(ended);
        }
        close(endFrame, end, ended);
    }

    private void decide(List<? super ActivitySegment> ended) {
        float[] scores = smoothed(decided);
        WindowScores window = recent.get(decided - first);
        decided++;
        int best = 0;
        for (int i = 1; i < scores.length; i++) {
            best = scores[i] > scores[best] ? i : best;
        }
        if (start != null) {
            boolean over = scores[best] >= options.enter() && scores[best] > scores[current];
            if (over || scores[current] < options.leave()) {
                close(window.frame(), window.time(), ended);
            }
        }
        if (start == null && scores[best] >= options.enter()) {
            start = window;
            current = best;
        }
        if (start != null) {
            sum += scores[current];
            windows++;
        }
    }

    private float[] smoothed(int number) {
        int reach = options.smoothing() / 2;
        int from = Math.max(0, number - reach - first);
        int to = Math.min(recent.size(), number + reach + 1 - first);
        float[] mean = new float[labels.size()];
        for (int i = 0; i < mean.length; i++) {
            double total = 0;
            for (WindowScores window : recent.subList(from, to)) {
                total += window.scores().get(i);
            }
            mean[i] = (float) (total / (to - from));
        }
        return mean;
    }

    private void close(long endFrame, Duration end, List<? super ActivitySegment> ended) {
        WindowScores begun = start;
        if (begun != null && windows >= options.shortest()) {
            Activity activity = new Activity(current, labels.get(current), (float) (sum / windows));
            ended.add(new ActivitySegment(begun.frame(), endFrame, begun.time(), end, activity));
        }
        start = null;
        sum = 0;
        windows = 0;
    }
}
