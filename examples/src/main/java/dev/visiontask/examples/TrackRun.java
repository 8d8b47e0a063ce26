package dev.visiontask.examples;

import dev.visiontask.detection.Detections;
import dev.visiontask.detection.tracking.TrackDrawing;
import dev.visiontask.detection.tracking.TrackSequence;
import dev.visiontask.detection.tracking.Tracker;
import dev.visiontask.detection.tracking.Tracks;
import dev.visiontask.draw.FrameOverlay;
import dev.visiontask.json.JsonLinesWriter;
import dev.visiontask.json.JsonObjectText;
import dev.visiontask.video.Frame;
import dev.visiontask.video.FrameResult;
import dev.visiontask.video.FrameWriter;
import org.jspecify.annotations.Nullable;

/** What {@link Track} does with each frame: joins what was found to tracks, counts, writes and draws. */
final class TrackRun {
    private final Tracker tracker;
    private final TrackPlaces places;
    private final TrackDrawing drawing;
    private final TrackTable table = new TrackTable();
    private final FrameOverlay overlay = new FrameOverlay();
    private final @Nullable FrameWriter video;
    private final @Nullable JsonLinesWriter json;
    private TrackSequence.@Nullable Builder kept;
    private @Nullable String firstFailure;

    /**
     * A run over one video.
     *
     * @param video gets every frame, drawn on; stays open
     * @param json gets a line a frame; stays open
     */
    TrackRun(
            Tracker tracker,
            TrackPlaces places,
            TrackDrawing drawing,
            @Nullable FrameWriter video,
            @Nullable JsonLinesWriter json) {
        this.tracker = tracker;
        this.places = places;
        this.drawing = drawing;
        this.video = video;
        this.json = json;
    }

    /**
     * Takes the next answer.
     *
     * @param frame its frame, for drawing; stays open
     */
    void add(FrameResult<Detections> result, @Nullable Frame frame) {
        @Nullable Tracks tracks = null;
        JsonObjectText line;
        if (result.outcome().isSuccess()) {
            Tracks found = tracker.update(result.value(), result.index(), result.time());
            table.add(found, result.time());
            if (kept != null) {
                kept.add(found);
            }
            line = result.json(detections -> found.toJson());
            places.update(found, line);
            tracks = found;
        } else {
            line = result.json(Detections::toJson);
            if (firstFailure == null) {
                firstFailure = "frame " + result.index() + ": " + line;
            }
        }
        if (json != null) {
            json.write(line);
        }
        if (video != null && frame != null) {
            draw(video, frame, tracks);
        }
    }

    private void draw(FrameWriter to, Frame frame, @Nullable Tracks tracks) {
        overlay.begin(frame);
        places.draw(overlay, drawing);
        if (tracks == null) {
            overlay.caption("no answer");
        } else {
            drawing.draw(overlay, tracks);
        }
        to.write(overlay.source(), frame.time());
    }

    /** The first frame without an answer, and why; null if there is none. */
    @Nullable
    String firstFailure() {
        return firstFailure;
    }

    /** Keeps where each track is, from now on: memory that grows with the video. */
    void keepTracks() {
        kept = TrackSequence.builder();
    }

    /** Where each track was, if that is kept. */
    TrackSequence tracks() {
        return (kept == null ? TrackSequence.builder() : kept).build();
    }

    /** What was seen so far. */
    TrackTable table() {
        return table;
    }
}
