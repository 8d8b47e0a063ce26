package dev.visiontask.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visiontask.activity.Activity;
import dev.visiontask.activity.ActivitySegment;
import dev.visiontask.activity.TimelineOptions;
import dev.visiontask.activity.WindowScores;
import dev.visiontask.video.Frame;
import dev.visiontask.video.Frames;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a timeline keeps of a video of any length. */
class TimelinePartsTest {
    private static final BufferedImage PICTURE = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB);

    private static Moments moments(int most, int count) {
        Moments moments = new Moments(most);
        for (int i = 0; i < count; i++) {
            moments.add(new Moment(i, Duration.ofSeconds(i), PICTURE));
        }
        return moments;
    }

    @Test
    void moments_stayFewAndEvenlySpread() {
        Moments moments = moments(32, 10_000);

        for (long start = 0; start < 10_000; start += 2_500) {
            long middle = start + 1_250;
            assertThat(moments.inTheMiddle(start, start + 2_500))
                    .hasValueSatisfying(found -> assertThat(found.frame()).isBetween(middle - 1_000, middle + 1_000));
        }
        assertThat(moments.spread(4, 0, 9_999))
                .hasSize(4)
                .extracting(Moment::frame)
                .isSorted();
    }

    @Test
    void moments_keepTheNewerHalf() {
        Moments moments = moments(32, 1_000);

        for (long frame = 985; frame < 1_000; frame++) {
            assertThat(moments.inTheMiddle(frame, frame + 1)).isPresent();
        }
        moments.forgetBefore(995);
        assertThat(moments.inTheMiddle(0, 995)).isEmpty();
        assertThat(moments.inTheMiddle(0, 996))
                .hasValueSatisfying(found -> assertThat(found.frame()).isEqualTo(995));
    }

    @Test
    void curves_averageNeighboursAsTheyGrow() {
        ScoreCurves curves = new ScoreCurves();
        for (int i = 0; i < 10_000; i++) {
            curves.add(new WindowScores(i, Duration.ofSeconds(i), List.of(i < 5_000 ? 1f : 0f)));
        }

        List<ScoreCurves.Column> columns = curves.columns();
        assertThat(columns).hasSizeBetween(400, 800);
        assertThat(columns.get(0).from()).isZero();
        assertThat(columns).allSatisfy(column -> {
            if (column.from() < 4_900) {
                assertThat(column.scores()).containsExactly(1f);
            } else if (column.from() >= 5_000) {
                assertThat(column.scores()).containsExactly(0f);
            }
        });
    }

    @Test
    void watchedFrames_keepAFrameOfEachSegmentAlsoOfThosePassedOver(@TempDir Path folder) throws IOException {
        Path video = ColorClip.write(folder, 10, Color.RED, Color.BLUE);
        try (WatchedFrames frames = new WatchedFrames(Frames.open(video), new TimelineOptions(4, 4))) {
            try (Frame first = frames.next()) {
                assertThat(first).isNotNull();
            }
            for (Frame.Place place = frames.skip(); place != null; place = frames.skip()) {}

            assertThat(frames.frames()).isEqualTo(20);
            assertThat(frames.last()).isEqualTo(Duration.ofMillis(760));
            assertThat(frames.picture(segment(0, 10))).hasValueSatisfying(found -> {
                assertThat(found.frame()).isEqualTo(4);
                assertThat(new Color(found.picture().getRGB(5, 5))).isEqualTo(Color.RED);
            });
            assertThat(frames.picture(segment(10, 20)))
                    .hasValueSatisfying(found ->
                            assertThat(new Color(found.picture().getRGB(5, 5))).isEqualTo(Color.BLUE));
            assertThat(frames.strip(3)).hasSize(3);
        }
    }

    private static ActivitySegment segment(long start, long end) {
        return new ActivitySegment(start, end, Duration.ZERO, Duration.ZERO, new Activity(0, "x", 1));
    }

    @Test
    void text_showsHoursFromOneOn() {
        assertThat(Clock.text(Duration.ofMillis(59_960))).isEqualTo("1:00.0");
        assertThat(Clock.text(Duration.ofMillis(3_723_400))).isEqualTo("1:02:03.4");
        assertThat(Clock.whole(65)).isEqualTo("1:05");
    }
}
