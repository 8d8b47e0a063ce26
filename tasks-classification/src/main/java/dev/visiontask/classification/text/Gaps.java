package dev.visiontask.classification.text;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** White space between intervals of a line. */
final class Gaps {
    private Gaps() {}

    private record Edge(double at, int step) {}

    /**
     * Where at most {@code crossing} of the intervals are, between the first and the last.
     *
     * @param intervals start and end; those that end before they start count as their middle
     * @return start and end of each gap
     */
    static List<double[]> tolerant(List<double[]> intervals, int crossing) {
        List<Edge> edges = new ArrayList<>();
        for (double[] interval : intervals) {
            double middle = (interval[0] + interval[1]) / 2;
            edges.add(new Edge(Math.min(interval[0], middle), 1));
            edges.add(new Edge(Math.max(interval[1], middle), -1));
        }
        // What begins where another ends leaves no gap.
        edges.sort(Comparator.comparingDouble(Edge::at).thenComparingInt(edge -> -edge.step()));
        List<double[]> gaps = new ArrayList<>();
        int open = 0;
        double start = Double.NaN;
        for (int i = 0; i < edges.size(); i++) {
            int before = open;
            open += edges.get(i).step();
            if (before > crossing && open <= crossing) {
                start = edges.get(i).at();
            } else if (before <= crossing && open > crossing && !Double.isNaN(start)) {
                gaps.add(new double[] {start, edges.get(i).at()});
            }
        }
        return gaps;
    }
}
