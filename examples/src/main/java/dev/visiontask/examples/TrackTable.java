package dev.visiontask.examples;

import dev.visiontask.detection.tracking.Track;
import dev.visiontask.detection.tracking.Tracks;
import dev.visiontask.examples.Table.Column;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** When each track was seen first and last, and how often. */
final class TrackTable {
    private static final List<Column> COLUMNS = List.of(
            Column.number("id"),
            Column.text("class"),
            Column.number("first s"),
            Column.number("last s"),
            Column.number("first frame"),
            Column.number("last frame"),
            Column.number("seen in"));

    /** A track is reported some frames after the first one in which it was seen. */
    private static final int REMEMBERED = 64;

    private final Map<Long, Seen> seen = new TreeMap<>();
    private final Map<Long, Duration> times = new LinkedHashMap<>();

    private record Seen(Track last, long frame, Duration from, Duration to) {}

    /** Notes the next frame. */
    void add(Tracks tracks, Duration time) {
        times.put(tracks.frame(), time);
        if (times.size() > REMEMBERED) {
            times.remove(times.keySet().iterator().next());
        }
        for (Track track : tracks) {
            @Nullable Seen before = seen.get(track.id());
            Duration from = before == null ? times.getOrDefault(track.start(), time) : before.from();
            seen.put(track.id(), new Seen(track, tracks.frame(), from, time));
        }
    }

    int size() {
        return seen.size();
    }

    Table table() {
        List<List<String>> rows = new ArrayList<>();
        for (Map.Entry<Long, Seen> entry : seen.entrySet()) {
            Seen each = entry.getValue();
            rows.add(List.of(
                    entry.getKey().toString(),
                    each.last().label(),
                    seconds(each.from()),
                    seconds(each.to()),
                    Long.toString(each.last().start()),
                    Long.toString(each.frame()),
                    Integer.toString(each.last().hits())));
        }
        return new Table(COLUMNS, rows);
    }

    private static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.2f", time.toNanos() / 1e9);
    }
}
