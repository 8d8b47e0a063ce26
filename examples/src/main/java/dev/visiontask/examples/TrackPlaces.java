package dev.visiontask.examples;

import dev.visiontask.detection.tracking.Crossing;
import dev.visiontask.detection.tracking.CrossingDirection;
import dev.visiontask.detection.tracking.LineCounter;
import dev.visiontask.detection.tracking.Spot;
import dev.visiontask.detection.tracking.TrackDrawing;
import dev.visiontask.detection.tracking.Tracks;
import dev.visiontask.detection.tracking.ZoneCounter;
import dev.visiontask.draw.Overlay;
import dev.visiontask.examples.Table.Column;
import dev.visiontask.json.JsonObjectText;
import java.util.ArrayList;
import java.util.List;

/** The lines and zones in which {@link Track} counts. */
final class TrackPlaces {
    static final String LINE = "--line";
    static final String ZONE = "--zone";

    static final List<Option> ALL = List.of(
            Option.list(LINE, "X1,Y1,X2,Y2", "counts who crosses a line, in pixels of the video; repeatable"),
            Option.list(ZONE, "X1,Y1,...", "counts who is in an area of three corners or more; repeatable"));

    private static final List<Column> COLUMNS =
            List.of(Column.text("place"), Column.text("what"), Column.number("count"));

    private final List<LineCounter> lines = new ArrayList<>();
    private final List<ZoneCounter> zones = new ArrayList<>();

    private TrackPlaces() {}

    /**
     * What the caller named.
     *
     * @throws UsageException if the numbers are no line or area
     */
    static TrackPlaces of(Arguments arguments) {
        TrackPlaces places = new TrackPlaces();
        for (String text : arguments.all(LINE)) {
            List<Spot> ends = spots(LINE, text);
            if (ends.size() != 2 || ends.get(0).equals(ends.get(1))) {
                throw new UsageException("Expected two different places for " + LINE + " X1,Y1,X2,Y2, found: " + text);
            }
            places.lines.add(new LineCounter(ends.get(0), ends.get(1)));
        }
        for (String text : arguments.all(ZONE)) {
            List<Spot> corners = spots(ZONE, text);
            if (corners.size() < 3) {
                throw new UsageException("Expected three corners or more for " + ZONE + ", found: " + text);
            }
            places.zones.add(new ZoneCounter(corners));
        }
        return places;
    }

    private static List<Spot> spots(String option, String text) {
        String[] numbers = text.split(",", -1);
        List<Spot> spots = new ArrayList<>();
        try {
            for (int i = 0; i + 1 < numbers.length; i += 2) {
                spots.add(new Spot(Double.parseDouble(numbers[i]), Double.parseDouble(numbers[i + 1])));
            }
        } catch (IllegalArgumentException e) {
            throw new UsageException("Expected numbers for " + option + ", found: " + text, e);
        }
        if (numbers.length % 2 != 0) {
            throw new UsageException("Expected pairs of x and y for " + option + ", found: " + text);
        }
        return spots;
    }

    /** Counts the next frame, and adds what happened in it to its line of JSON. */
    void update(Tracks tracks, JsonObjectText json) {
        List<JsonObjectText> events = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            for (Crossing crossing : lines.get(i).update(tracks)) {
                events.add(new JsonObjectText()
                        .put("line", i + 1)
                        .put("id", crossing.track().id())
                        .put(
                                "direction",
                                crossing.direction() == CrossingDirection.LEFT_TO_RIGHT
                                        ? "leftToRight"
                                        : "rightToLeft"));
            }
        }
        if (!lines.isEmpty()) {
            json.put("crossings", events);
        }
        zones.forEach(zone -> zone.update(tracks));
        if (!zones.isEmpty()) {
            json.putNumbers(
                    "inside", zones.stream().map(zone -> zone.inside().size()).toList());
        }
    }

    void draw(Overlay overlay, TrackDrawing drawing) {
        zones.forEach(zone -> drawing.draw(overlay, zone));
        lines.forEach(line -> drawing.draw(overlay, line));
    }

    boolean isEmpty() {
        return lines.isEmpty() && zones.isEmpty();
    }

    Table table() {
        List<List<String>> rows = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            LineCounter line = lines.get(i);
            row(rows, "line " + (i + 1), "from left to right", line.count(CrossingDirection.LEFT_TO_RIGHT));
            row(rows, "line " + (i + 1), "from right to left", line.count(CrossingDirection.RIGHT_TO_LEFT));
        }
        for (int i = 0; i < zones.size(); i++) {
            ZoneCounter zone = zones.get(i);
            row(rows, "zone " + (i + 1), "came in", zone.entered());
            row(rows, "zone " + (i + 1), "went out", zone.left());
            row(rows, "zone " + (i + 1), "vanished inside", zone.vanished());
            row(rows, "zone " + (i + 1), "inside at the end", zone.inside().size());
        }
        return new Table(COLUMNS, rows);
    }

    private static void row(List<List<String>> rows, String place, String what, int count) {
        rows.add(List.of(place, what, Integer.toString(count)));
    }
}
