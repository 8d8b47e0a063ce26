package dev.visiontask.examples;

import dev.visiontask.activity.ActivitySegment;
import dev.visiontask.draw.ClassColors;
import dev.visiontask.examples.ScoreCurves.Column;
import java.awt.Color;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** The part of a {@link TimelinePage} that runs along the time: frames, segments, an axis, a curve a class. */
final class TimelineChart {
    private static final double PERCENT = 100;
    /** Curves are drawn in these units and stretched to the page. */
    private static final int WIDTH = 1000;

    private static final int HEIGHT = 100;
    /** About how wide a letter of a label is, in those units. */
    private static final double LETTER = 8.5;
    /** Classes that never reach this have no curve. */
    private static final float LEAST_PEAK = 0.2f;

    private static final int MOST_CURVES = 12;
    private static final int MOST_TICKS = 10;
    private static final long[] TICKS = {1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400, 36000};

    private final Timeline timeline;
    private final StringBuilder html;
    private final double from;
    private final double span;

    TimelineChart(Timeline timeline, StringBuilder html) {
        this.timeline = timeline;
        this.html = html;
        this.from = Clock.seconds(timeline.read().from());
        this.span = timeline.read().span();
    }

    /** Adds the chart to the page. */
    void add() {
        html.append("<section class=\"chart\" aria-label=\"Timeline\">\n");
        strip();
        bar();
        axis();
        curves();
        html.append("</section>\n");
    }

    /** From 0 at the first frame to 1 at the last. */
    private double place(double seconds) {
        return Math.max(0, Math.min(1, (seconds - from) / span));
    }

    private void strip() {
        if (timeline.strip().isEmpty()) {
            return;
        }
        html.append("<div class=\"strip\">");
        for (Moment moment : timeline.strip()) {
            html.append(TimelinePage.image(moment));
        }
        html.append("</div>\n");
    }

    private void bar() {
        html.append("<ol class=\"timebar\" aria-label=\"Segments\">\n");
        for (int i = 0; i < timeline.scenes().size(); i++) {
            segment(i + 1, timeline.scenes().get(i).segment());
        }
        html.append("</ol>\n");
    }

    private void segment(int number, ActivitySegment segment) {
        double left = place(Clock.seconds(segment.from()));
        double width = place(Clock.seconds(segment.to())) - left;
        int index = segment.activity().index();
        String label = segment.activity().label();
        String name = label + ", " + Clock.text(segment.from()) + " to " + Clock.text(segment.to()) + ", score "
                + String.format(Locale.ROOT, "%.2f", segment.activity().score());
        html.append(String.format(
                        Locale.ROOT,
                        "<li style=\"left:%.3f%%;width:%.3f%%\"><a href=\"#segment-%d\" style=\"background:%s;color:%s\"",
                        PERCENT * left,
                        PERCENT * width,
                        number,
                        TimelinePage.color(index),
                        textOn(ClassColors.of(index))))
                .append(" title=\"")
                .append(Html.escape(name))
                .append("\" aria-label=\"")
                .append(Html.escape(name))
                .append("\">")
                .append(width * WIDTH > (label.length() + 1) * LETTER ? Html.escape(label) : "")
                .append("</a></li>\n");
    }

    private static String textOn(Color background) {
        double light = .299 * background.getRed() + .587 * background.getGreen() + .114 * background.getBlue();
        return light > 140 ? "#000" : "#fff";
    }

    private void axis() {
        long step = step();
        html.append("<div class=\"axis\" aria-hidden=\"true\">");
        for (long at = (long) Math.ceil(from / step) * step; at <= from + span; at += step) {
            html.append(String.format(Locale.ROOT, "<span style=\"left:%.3f%%\">", PERCENT * place((double) at)))
                    .append(Clock.whole(at))
                    .append("</span>");
        }
        html.append("</div>\n");
    }

    private long step() {
        for (long step : TICKS) {
            if (span / step <= MOST_TICKS) {
                return step;
            }
        }
        return TICKS[TICKS.length - 1] * (long) Math.ceil(span / TICKS[TICKS.length - 1] / MOST_TICKS);
    }

    private void curves() {
        List<Column> columns = timeline.columns();
        if (columns.isEmpty()) {
            return;
        }
        List<String> labels = timeline.info().labels();
        List<Integer> shown = IntStream.range(0, columns.get(0).scores().size())
                .boxed()
                .filter(index -> peak(index) >= LEAST_PEAK)
                .sorted(Comparator.comparing(this::peak).reversed())
                .limit(MOST_CURVES)
                .sorted()
                .toList();
        html.append("<dl class=\"curves\">\n");
        for (int index : shown) {
            html.append("<div>")
                    .append("<dt title=\"")
                    .append(Html.escape(labels.get(index)))
                    .append("\">")
                    .append(Html.escape(labels.get(index)))
                    .append("</dt>")
                    .append("<dd>");
            curve(index);
            html.append("</dd></div>\n");
        }
        html.append("</dl>\n");
    }

    private float peak(int index) {
        float peak = 0;
        for (Column column : timeline.columns()) {
            peak = Math.max(peak, column.scores().get(index));
        }
        return peak;
    }

    private void curve(int index) {
        List<Column> columns = timeline.columns();
        StringBuilder path = new StringBuilder("M0 " + HEIGHT);
        for (int i = 0; i < columns.size(); i++) {
            double end = i + 1 < columns.size() ? place(columns.get(i + 1).from()) : 1;
            float score = Math.max(0, Math.min(1, columns.get(i).scores().get(index)));
            path.append(String.format(Locale.ROOT, "V%.1f H%.1f", HEIGHT * (1 - score), WIDTH * end));
        }
        path.append("V").append(HEIGHT).append("Z");
        double enter = HEIGHT * (1 - timeline.options().enter());
        html.append(String.format(
                Locale.ROOT,
                "<svg viewBox=\"0 0 %d %d\" preserveAspectRatio=\"none\" role=\"img\" aria-label=\"scores of %s\">"
                        + "<path d=\"%s\" fill=\"%s\"/><path class=\"enter\" d=\"M0 %.1fH%d\"/></svg>",
                WIDTH,
                HEIGHT,
                Html.escape(timeline.info().labels().get(index)),
                path,
                TimelinePage.color(index),
                enter,
                WIDTH));
    }
}
