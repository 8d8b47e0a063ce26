package dev.visiontask.detection.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visiontask.BadInputException;
import dev.visiontask.Box;
import dev.visiontask.ImageSize;
import dev.visiontask.detection.Detection;
import dev.visiontask.detection.Detections;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TrackerTest {
    private static final ImageSize SIZE = new ImageSize(640, 480);

    private final Tracker tracker = Tracker.create();

    @Test
    void update_reportsObjectsOfTheFirstFrameAtOnce() {
        Tracks tracks = tracker.update(frame(car(100, .9f), car(300, .8f), car(500, .55f)));

        // The third is sure enough to go on, not to begin.
        assertThat(ids(tracks)).containsExactly(1L, 2L);
        assertThat(tracks.started()).isEqualTo(tracks.objects());
        assertThat(tracks.objects().get(0).box()).isEqualTo(car(100, .9f).box());
        assertThat(tracks.frame()).isZero();
        assertThat(tracks.time()).isEmpty();
    }

    @Test
    void update_reportsLaterObjectsWhenTheyAreSeenTwice() {
        tracker.update(frame());
        assertThat(tracker.update(frame(car(100, .9f)))).isEmpty();
        Tracks second = tracker.update(frame(car(104, .9f)));
        Tracks third = tracker.update(frame(car(108, .9f), car(400, .9f)));
        Tracks fourth = tracker.update(frame(car(112, .9f)));
        Tracks fifth = tracker.update(frame(car(116, .9f), car(400, .9f)));

        assertThat(ids(second)).containsExactly(1L);
        assertThat(second.started()).hasSize(1);
        assertThat(second.objects().get(0).start()).isEqualTo(1);
        assertThat(second.objects().get(0).hits()).isEqualTo(2);
        assertThat(third.started()).isEmpty();
        // Seen once, missed, seen once: never reported, and it takes no id.
        assertThat(Stream.of(third, fourth, fifth).flatMap(tracks -> tracks.objects().stream()))
                .extracting(Track::id)
                .containsOnly(1L);
    }

    @Test
    void update_continuesTrackWithWeakDetection() {
        tracker.update(frame(car(100, .9f)));
        Tracks weak = tracker.update(frame(car(102, .15f)));
        Tracks tooWeak = tracker.update(frame(car(104, .05f)));

        assertThat(ids(weak)).containsExactly(1L);
        assertThat(weak.objects().get(0).score()).isEqualTo(.15f);
        assertThat(tooWeak).isEmpty();
        assertThat(tooWeak.lost()).extracting(Track::id).containsExactly(1L);
    }

    @Test
    void update_startsNothingFromWeakDetections() {
        for (int i = 0; i < 5; i++) {
            assertThat(tracker.update(frame(car(100, .45f)))).isEmpty();
        }
    }

    @Test
    void update_findsLostTrackWhereItsMotionLedIt() {
        for (int i = 0; i < 10; i++) {
            tracker.update(frame(car(100 + 6 * i, .9f)));
        }
        Tracks lost = tracker.update(frame());
        for (int i = 11; i < 20; i++) {
            lost = tracker.update(frame());
        }
        Tracks found = tracker.update(frame(car(220, .9f)));

        Track gone = lost.lost().get(0);
        assertThat(gone.state()).isEqualTo(TrackState.LOST);
        assertThat(gone.unseen()).isEqualTo(10);
        assertThat(gone.detection()).isEmpty();
        assertThat(gone.box().left()).isBetween(205f, 218f);
        assertThat(ids(found)).containsExactly(1L);
        assertThat(found.objects().get(0).unseen()).isZero();
        assertThat(found.objects().get(0).age()).isEqualTo(20);
        assertThat(found.objects().get(0).hits()).isEqualTo(11);
    }

    @Test
    void update_endsTrackWhenItWasLostTooLong() {
        Tracker shortly = Tracker.create(TrackingOptions.builder().keepLost(3).build());
        shortly.update(frame(car(100, .9f)));
        for (int i = 0; i < 3; i++) {
            assertThat(shortly.update(frame()).ended()).isEmpty();
        }
        Tracks ended = shortly.update(frame(car(100, .9f)));

        assertThat(ended.ended()).extracting(Track::id).containsExactly(1L);
        assertThat(ended.ended().get(0).state()).isEqualTo(TrackState.ENDED);
        assertThat(ended.ended().get(0).unseen()).isEqualTo(4);
        assertThat(ended.lost()).isEmpty();
        Tracks next = shortly.update(frame(car(100, .9f)));
        assertThat(next.ended()).isEmpty();
        assertThat(ids(next)).containsExactly(2L);
    }

    @Test
    void update_endsTrackByTimeWhenTracksAreKeptForATime() {
        Tracker timed = Tracker.create(
                TrackingOptions.builder().keepLost(Duration.ofSeconds(1)).build());
        timed.update(frame(car(100, .9f)), 0, Duration.ofMillis(0));
        Tracks kept = timed.update(frame(), 1, Duration.ofMillis(900));
        Tracks backwards = timed.update(frame(), 2, Duration.ofMillis(200));
        Tracks ended = timed.update(frame(), 3, Duration.ofMillis(1100));

        assertThat(kept.lost()).hasSize(1);
        assertThat(kept.time()).contains(Duration.ofMillis(900));
        assertThat(backwards.lost()).hasSize(1);
        assertThat(ended.ended()).hasSize(1);
        assertThatThrownBy(() -> timed.update(frame()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("update(detections, frame, time)");
    }

    @Test
    void update_keepsClassesApartUnlessToldOtherwise() {
        Tracker agnostic =
                Tracker.create(TrackingOptions.builder().classAgnostic(true).build());
        for (Tracker each : List.of(tracker, agnostic)) {
            each.update(frame(car(100, .9f)));
        }
        Detection bus = new Detection(5, "bus", .9f, car(101, .9f).box());

        assertThat(tracker.update(frame(bus))).isEmpty();
        assertThat(agnostic.update(frame(bus)).objects()).singleElement().satisfies(track -> {
            assertThat(track.id()).isEqualTo(1);
            assertThat(track.label()).isEqualTo("bus");
        });
    }

    @Test
    void update_goesOnWhenFramesAreLeftOut() {
        for (int i = 0; i < 10; i++) {
            tracker.update(frame(car(100 + 6 * i, .9f)), i);
        }
        Tracks tracks = tracker.update(frame(car(100 + 6 * 30, .9f)), 30);

        assertThat(ids(tracks)).containsExactly(1L);
        assertThat(tracks.objects().get(0).age()).isEqualTo(30);
    }

    @Test
    void update_ignoresBoxesWithoutArea() {
        Detection line = new Detection(2, "car", .9f, new Box(10, 10, 10, 50));

        for (int i = 0; i < 3; i++) {
            assertThat(tracker.update(frame(line))).isEmpty();
        }
    }

    @Test
    void update_failsWhenFramesAreOutOfOrder() {
        tracker.update(frame(), 7);

        assertThatThrownBy(() -> tracker.update(frame(), 7))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "Expected the frames in order, a frame index of at least 8, found: 7. A new video takes a new"
                                + " tracker.");
        assertThat(tracker.update(frame()).frame()).isEqualTo(8);
    }

    @Test
    void update_failsWhenThePictureChangesItsSize() {
        tracker.update(frame(car(100, .9f)));

        assertThatThrownBy(() -> tracker.update(new Detections(List.of(), new ImageSize(320, 240))))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("640x480")
                .hasMessageContaining("320x240 at frame 1");
        assertThat(ids(tracker.update(frame(car(100, .9f))))).containsExactly(1L);
    }

    @Test
    void toJson_hasTracksAndDeaths() {
        Tracker shortly = Tracker.create(TrackingOptions.builder().keepLost(0).build());
        String first =
                shortly.update(frame(car(100, .75f)), 4, Duration.ofMillis(160)).toJson();
        String second = shortly.update(frame(), 5, Duration.ofMillis(200)).toJson();
        String third = shortly.update(frame(), 6, Duration.ofMillis(240)).toJson();

        assertThat(first)
                .isEqualTo("{\"frame\":4,\"time\":0.16,\"width\":640,\"height\":480,\"tracks\":[{\"id\":1,"
                        + "\"state\":\"tracked\",\"index\":2,\"label\":\"car\",\"score\":0.75,"
                        + "\"box\":[100.0,200.0,160.0,240.0],\"start\":4,\"hits\":1,\"age\":0,\"unseen\":0}],"
                        + "\"started\":[1],\"lost\":[],\"ended\":[]}");
        assertThat(second).contains("\"lost\":[{\"id\":1,\"state\":\"lost\"");
        assertThat(third).contains("\"ended\":[{\"id\":1,\"state\":\"ended\"");
    }

    @Test
    void build_failsWhenScoresAreNotInOrder() {
        assertThatThrownBy(() -> TrackingOptions.builder().highScore(.05f).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("low score <= high score");
        assertThatThrownBy(() -> TrackingOptions.builder().newScore(.4f).build())
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> TrackingOptions.builder().firstOverlap(1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Detection car(float left, float score) {
        return new Detection(2, "car", score, new Box(left, 200, left + 60, 240));
    }

    private static Detections frame(Detection... detections) {
        return new Detections(
                Stream.of(detections)
                        .sorted(Comparator.comparing(Detection::score).reversed())
                        .toList(),
                SIZE);
    }

    private static List<Long> ids(Tracks tracks) {
        return tracks.objects().stream().map(Track::id).toList();
    }
}
