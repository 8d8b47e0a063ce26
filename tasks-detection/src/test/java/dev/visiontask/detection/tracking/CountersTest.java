package dev.visiontask.detection.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visiontask.Box;
import dev.visiontask.ImageSize;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CountersTest {
    /** Upwards, so that left to right is left to right in the picture. */
    private final LineCounter line = new LineCounter(new Spot(100, 200), new Spot(100, 100));

    private final ZoneCounter zone =
            new ZoneCounter(List.of(new Spot(100, 100), new Spot(200, 100), new Spot(200, 200), new Spot(100, 200)));

    private long frame;

    @Test
    void line_countsEachDirectionOnceWhenTrackGoesThereAndBack() {
        for (double x : new double[] {50, 80, 98, 103, 99, 101, 120, 150}) {
            line.update(at(x, 150));
        }
        assertThat(line.count(CrossingDirection.LEFT_TO_RIGHT)).isEqualTo(1);
        List<Crossing> back = line.update(at(60, 150));

        assertThat(back).singleElement().satisfies(crossing -> {
            assertThat(crossing.direction()).isEqualTo(CrossingDirection.RIGHT_TO_LEFT);
            assertThat(crossing.frame()).isEqualTo(8);
            assertThat(crossing.track().id()).isEqualTo(1);
        });
        assertThat(line.count(CrossingDirection.RIGHT_TO_LEFT, "person")).isEqualTo(1);
        assertThat(line.count(CrossingDirection.RIGHT_TO_LEFT, "car")).isZero();
        assertThat(line.toJson()).isEqualTo("{\"leftToRight\":{\"person\":1},\"rightToLeft\":{\"person\":1}}");
    }

    @Test
    void line_countsNothingWhenTrackTremblesOrPassesBesideIt() {
        for (double x : new double[] {90, 104, 97, 104, 96, 90}) {
            assertThat(line.update(at(x, 150))).isEmpty();
        }
        for (double x : new double[] {80, 120, 80}) {
            assertThat(line.update(at(x, 300))).isEmpty();
        }
    }

    @Test
    void zone_countsVisitsAndTheirTimeWhenTrackComesAndGoes() {
        zone.update(at(50, 150));
        assertThat(zone.inside()).isEmpty();
        zone.update(at(110, 150));
        zone.update(at(97, 150));
        zone.update(at(150, 150));
        assertThat(zone.inside()).containsExactly(new ZoneVisit(1, "person", 1, 3, Optional.of(Duration.ofMillis(80))));
        List<ZoneVisit> over = zone.update(at(150, 250));

        assertThat(over).containsExactly(new ZoneVisit(1, "person", 1, 3, Optional.of(Duration.ofMillis(80))));
        assertThat(zone.entered()).isEqualTo(1);
        assertThat(zone.left()).isEqualTo(1);
        assertThat(zone.inside()).isEmpty();
    }

    @Test
    void zone_keepsLostTracksUntilTheyEnd() {
        zone.update(at(150, 150));
        zone.update(tracks(List.of(), List.of()));
        assertThat(zone.inside()).hasSize(1);
        zone.update(tracks(List.of(), List.of(track(150, 150, TrackState.ENDED))));

        assertThat(zone.inside()).isEmpty();
        assertThat(zone.left()).isZero();
        assertThat(zone.vanished()).isEqualTo(1);
    }

    @Test
    void zone_knowsInsideFromOutsideWhenThePolygonHasADent() {
        ZoneCounter dented = new ZoneCounter(
                List.of(new Spot(0, 0), new Spot(100, 0), new Spot(100, 100), new Spot(50, 20), new Spot(0, 100)), 0);

        assertThat(inside(dented, 50, 10)).isTrue();
        assertThat(inside(dented, 50, 60)).isFalse();
        assertThat(inside(dented, 10, 60)).isTrue();
        assertThat(inside(dented, 95, 80)).isTrue();
        assertThat(inside(dented, 120, 50)).isFalse();
    }

    @Test
    void counters_failWhenTheyHaveNoExtent() {
        assertThatThrownBy(() -> new LineCounter(new Spot(1, 1), new Spot(1, 1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ZoneCounter(List.of(new Spot(1, 1), new Spot(2, 1))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at least 3 corners");
    }

    private boolean inside(ZoneCounter counter, double x, double y) {
        counter.update(at(x, y));
        return !counter.inside().isEmpty();
    }

    private Tracks at(double x, double y) {
        return tracks(List.of(track(x, y, TrackState.TRACKED)), List.of());
    }

    private Track track(double x, double y, TrackState state) {
        Box box = new Box((float) x - 10, (float) y - 50, (float) x + 10, (float) y);
        return new Track(1, state, 0, "person", .9f, box, 0, 1, frame, 0, Optional.empty());
    }

    private Tracks tracks(List<Track> seen, List<Track> ended) {
        Duration time = Duration.ofMillis(40 * frame);
        return new Tracks(frame++, Optional.of(time), new ImageSize(640, 480), seen, List.of(), List.of(), ended);
    }
}
