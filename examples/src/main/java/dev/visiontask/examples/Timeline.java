package dev.visiontask.examples;

import dev.visiontask.TaskInfo;
import dev.visiontask.activity.ActivitySegment;
import dev.visiontask.activity.TimelineOptions;
import dev.visiontask.video.FrameCounts;
import dev.visiontask.video.VideoInfo;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What happens when in a video.
 *
 * @param video what the video says of itself
 * @param model the model, as the caller names it
 * @param info what answered
 * @param options how it was cut
 * @param scenes the segments, by time
 * @param strip frames, evenly spread over the video
 * @param columns the scores over time
 * @param read what was read of the video
 */
record Timeline(
        VideoInfo video,
        String model,
        TaskInfo info,
        TimelineOptions options,
        List<Scene> scenes,
        List<Moment> strip,
        List<ScoreCurves.Column> columns,
        Read read) {
    private static final double PERCENT = 100;

    /** Copies the lists. */
    Timeline {
        scenes = List.copyOf(scenes);
        strip = List.copyOf(strip);
        columns = List.copyOf(columns);
    }

    /**
     * A segment.
     *
     * @param segment where it is and what happens
     * @param image a frame from its middle as an HTML element, which takes less memory than pixels; empty where there is
     *     none to show
     */
    record Scene(ActivitySegment segment, String image) {}

    /**
     * What was read.
     *
     * @param frames how many frames
     * @param from when the first one is shown
     * @param to when the last one is shown
     * @param seconds how long reading and answering took
     * @param counts what became of the frames
     */
    record Read(long frames, Duration from, Duration to, double seconds, FrameCounts counts) {
        /** The time from the first frame to the last, in seconds; never 0. */
        double span() {
            return Math.max(1e-3, Clock.seconds(to) - Clock.seconds(from));
        }
    }

    /** The share of the time that each class has, by its index. */
    Map<Integer, Double> shares() {
        Map<Integer, Double> shares = new TreeMap<>();
        for (Scene scene : scenes) {
            ActivitySegment segment = scene.segment();
            double share = (Clock.seconds(segment.to()) - Clock.seconds(segment.from())) / read.span();
            shares.merge(segment.activity().index(), share, Double::sum);
        }
        return shares;
    }

    /** The same for people, the largest share first. */
    Map<String, String> sharesText() {
        Map<String, String> text = new LinkedHashMap<>();
        shares().entrySet().stream()
                .sorted(Map.Entry.<Integer, Double>comparingByValue().reversed())
                .forEach(each -> text.put(
                        info.labels().get(each.getKey()),
                        String.format(Locale.ROOT, "%.0f %%", PERCENT * each.getValue())));
        return text;
    }

    /** What was looked at, what came out and how fast, a line each. */
    String summary() {
        double rate = read.frames() / Math.max(1e-3, read.seconds());
        return String.format(
                Locale.ROOT,
                "%s of %s, %s to %s, %s\n%s; windows of %d frames, a new one every %d, by %s on %s\n"
                        + "%.1f s for reading and answering: %.0f frames/s%s",
                count(read.frames(), "frame"),
                video.size(),
                Clock.text(read.from()),
                Clock.text(read.to()),
                video.codec(),
                count(scenes.size(), "segment"),
                options.window(),
                options.hop(),
                model,
                info.backend(),
                read.seconds(),
                rate,
                problems());
    }

    private String problems() {
        FrameCounts counts = read.counts();
        String lost = counts.lost() == 0 ? "" : "\n" + count(counts.lost(), "frame") + " lost";
        return counts.damaged() == 0 ? lost : lost + "\n" + count(counts.damaged(), "frame") + " damaged";
    }

    /** {@code 1 segment}, {@code 2 segments}. */
    static String count(long count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }

    /** A row a segment. */
    Table table() {
        List<Table.Column> columns = List.of(
                Table.Column.number("from"),
                Table.Column.number("to"),
                Table.Column.number("first frame"),
                Table.Column.number("last frame"),
                Table.Column.text("label"),
                Table.Column.number("score"));
        return new Table(
                columns, scenes.stream().map(scene -> row(scene.segment())).toList());
    }

    private static List<String> row(ActivitySegment segment) {
        return List.of(
                Clock.text(segment.from()),
                Clock.text(segment.to()),
                Long.toString(segment.startFrame()),
                Long.toString(segment.endFrame() - 1),
                segment.activity().label(),
                AnswerTable.score(segment.activity().score()));
    }
}
