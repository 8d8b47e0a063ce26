package dev.visiontask.examples;

import dev.visiontask.activity.WindowScores;
import java.util.ArrayList;
import java.util.List;

/** The scores of the windows of a video of any length, in at most so many columns: neighbours are averaged as it grows. */
final class ScoreCurves {
    private static final int MOST = 800;

    private final List<Column> columns = new ArrayList<>();
    private int windowsInColumn = 1;
    private int windows;

    /**
     * A stretch of time.
     *
     * @param from when it begins, in seconds of the video
     * @param scores of all classes by their index, the mean of its windows
     */
    record Column(double from, List<Float> scores) {}

    /** Adds the next window. */
    void add(WindowScores window) {
        if (windows == 0 && columns.size() == MOST) {
            halve();
        }
        if (windows == 0) {
            columns.add(new Column(Clock.seconds(window.time()), window.scores()));
        } else {
            Column last = columns.remove(columns.size() - 1);
            columns.add(new Column(last.from(), mean(last.scores(), windows, window.scores())));
        }
        windows = (windows + 1) % windowsInColumn;
    }

    private void halve() {
        List<Column> pairs = new ArrayList<>();
        for (int i = 0; i + 1 < columns.size(); i += 2) {
            Column one = columns.get(i);
            pairs.add(new Column(
                    one.from(), mean(one.scores(), 1, columns.get(i + 1).scores())));
        }
        columns.clear();
        columns.addAll(pairs);
        windowsInColumn *= 2;
    }

    /** The mean of so many windows and another one. */
    private static List<Float> mean(List<Float> scores, int weight, List<Float> other) {
        List<Float> mean = new ArrayList<>();
        for (int i = 0; i < scores.size(); i++) {
            mean.add((scores.get(i) * weight + other.get(i)) / (weight + 1));
        }
        return mean;
    }

    /** The columns so far, by time. */
    List<Column> columns() {
        return List.copyOf(columns);
    }
}
