package dev.visiontask.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Smoothing and hysteresis on scores written by hand: windows of two classes, each standing for ten frames. */
class SegmentFinderTest {
    private static final TimelineOptions PLAIN = new TimelineOptions(20, 10).withSmoothing(1);

    @Test
    void segment_lastsUntilTheScoreFallsBelowTheLowerThreshold() {
        List<ActivitySegment> found = segments(PLAIN, 0.5f, 0.7f, 0.5f, 0.4f, 0.39f, 0.5f);

        assertThat(found).hasSize(1);
        assertThat(found.get(0).startFrame()).isEqualTo(10);
        assertThat(found.get(0).endFrame()).isEqualTo(40);
        assertThat(found.get(0).from()).isEqualTo(Duration.ofSeconds(1));
        assertThat(found.get(0).to()).isEqualTo(Duration.ofSeconds(4));
        assertThat(found.get(0).activity().label()).isEqualTo("run");
        assertThat(found.get(0).activity().score()).isCloseTo((0.7f + 0.5f + 0.4f) / 3, within(1e-6f));
    }

    @Test
    void segment_endsWithTheVideo() {
        assertThat(segments(PLAIN, 0.9f, 0.9f))
                .extracting(ActivitySegment::startFrame, ActivitySegment::endFrame)
                .containsExactly(tuple(0L, 20L));
    }

    @Test
    void segment_givesWayToABetterClass() {
        SegmentFinder finder = new SegmentFinder(PLAIN, List.of("run", "jump"));
        List<ActivitySegment> found = new ArrayList<>();
        finder.accept(window(0, 0.7f, 0.1f), found);
        finder.accept(window(1, 0.7f, 0.8f), found);
        finder.finish(20, Duration.ofSeconds(2), found);

        assertThat(found).extracting(segment -> segment.activity().label()).containsExactly("run", "jump");
        assertThat(found.get(0).endFrame()).isEqualTo(10);
    }

    @Test
    void smoothing_bridgesOneBadWindow() {
        assertThat(segments(PLAIN, 0.9f, 0.9f, 0.1f, 0.9f, 0.9f)).hasSize(2);
        assertThat(segments(PLAIN.withSmoothing(3), 0.9f, 0.9f, 0.1f, 0.9f, 0.9f))
                .hasSize(1);
    }

    @Test
    void segment_isLeftOutWhenItIsTooShort() {
        assertThat(segments(PLAIN.withShortest(2), 0.9f, 0.1f, 0.9f, 0.9f))
                .extracting(ActivitySegment::startFrame)
                .containsExactly(20L);
    }

    @Test
    void segment_isKnownHalfTheSmoothingLater() {
        SegmentFinder finder = new SegmentFinder(PLAIN.withSmoothing(3), List.of("run", "jump"));
        List<ActivitySegment> found = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            finder.accept(window(i, i < 2 ? 1 : 0, 0), found);
        }
        // Smoothed: 1, 0.67, 0.33. The third is known with the fourth window.
        assertThat(found).hasSize(1);
    }

    @Test
    void options_refuseWhatCannotBe() {
        assertThatThrownBy(() -> new TimelineOptions(10, 11)).hasMessageContaining("a hop of 11 and a window of 10");
        assertThatThrownBy(() -> PLAIN.withSmoothing(2)).hasMessageContaining("odd");
        assertThatThrownBy(() -> PLAIN.withThresholds(0.3f, 0.4f)).hasMessageContaining("0.4 and 0.3");
    }

    private static List<ActivitySegment> segments(TimelineOptions options, float... scores) {
        SegmentFinder finder = new SegmentFinder(options, List.of("run", "jump"));
        List<ActivitySegment> found = new ArrayList<>();
        for (int i = 0; i < scores.length; i++) {
            finder.accept(window(i, scores[i], 0.2f), found);
        }
        finder.finish(scores.length * 10L, Duration.ofSeconds(scores.length), found);
        return found;
    }

    private static WindowScores window(int number, float first, float second) {
        return new WindowScores(number * 10L, Duration.ofSeconds(number), List.of(first, second));
    }
}
