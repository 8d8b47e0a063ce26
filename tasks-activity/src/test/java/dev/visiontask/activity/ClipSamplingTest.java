package dev.visiontask.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Numbers worked out by hand, or by running the formula of the source named in the class. */
class ClipSamplingTest {
    @Test
    void segments_takeTheMiddleOfEach() {
        assertThat(places(new UniformSegments(), 100, 4)).containsExactly(List.of(12L, 37L, 62L, 87L));
        assertThat(places(new UniformSegments(), 8, 8)).containsExactly(List.of(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L));
        assertThat(places(new UniformSegments(), 10, 3)).containsExactly(List.of(1L, 5L, 8L));
    }

    @Test
    void segments_repeatFramesWhenTheClipIsShort() {
        assertThat(places(new UniformSegments(), 3, 8)).containsExactly(List.of(0L, 0L, 0L, 1L, 1L, 2L, 2L, 2L));
        assertThat(places(new UniformSegments(), 1, 3)).containsExactly(List.of(0L, 0L, 0L));
    }

    @Test
    void spread_stepsFromTheFirstFrame() {
        assertThat(places(new SpreadFrames(), 221, 20).get(0))
                .startsWith(0L, 11L, 22L)
                .endsWith(209L);
        assertThat(places(new SpreadFrames(), 39, 20).get(0))
                .startsWith(0L, 1L, 2L)
                .endsWith(19L);
    }

    @Test
    void spread_loopsOrRepeatsWhenTheClipIsShort() {
        assertThat(places(new SpreadFrames(), 3, 7)).containsExactly(List.of(0L, 1L, 2L, 0L, 1L, 2L, 0L));
        assertThat(places(new SpreadFrames(ShortClip.REPEAT_LAST), 3, 7))
                .containsExactly(List.of(0L, 1L, 2L, 2L, 2L, 2L, 2L));
    }

    @Test
    void dense_putsASingleRunInTheMiddle() {
        // A span of 3 * 8 + 1 = 25 frames, room for 75.
        assertThat(places(new DenseClips(8, 1), 100, 4)).containsExactly(List.of(37L, 45L, 53L, 61L));
    }

    @Test
    void dense_spreadsSeveralRunsEvenlyWithHalvesToEven() {
        assertThat(places(new DenseClips(1, 3), 5, 4))
                .containsExactly(List.of(0L, 1L, 2L, 3L), List.of(0L, 1L, 2L, 3L), List.of(1L, 2L, 3L, 4L));
        assertThat(places(new DenseClips(2, 3), 16, 4))
                .containsExactly(List.of(0L, 2L, 4L, 6L), List.of(4L, 6L, 8L, 10L), List.of(9L, 11L, 13L, 15L));
    }

    @Test
    void dense_loopsOrRepeatsTheLastSampledFrameWhenTheClipIsShort() {
        assertThat(places(new DenseClips(2, 2), 4, 4))
                .containsExactly(List.of(0L, 2L, 0L, 2L), List.of(0L, 2L, 0L, 2L));
        assertThat(places(new DenseClips(2, 1, ShortClip.REPEAT_LAST), 4, 4)).containsExactly(List.of(0L, 2L, 2L, 2L));
    }

    @Test
    void sampling_refusesAnEmptyClip() {
        assertThatThrownBy(() -> new UniformSegments().passes(0, 8)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new DenseClips(0, 1)).hasMessageContaining("found: 0 and 1");
    }

    private static List<List<Long>> places(ClipSampling sampling, long frames, int length) {
        return sampling.passes(frames, length).stream()
                .map(pass -> LongStream.of(pass).boxed().toList())
                .toList();
    }
}
