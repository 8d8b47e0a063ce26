package dev.visiontask.detection.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visiontask.detection.Detections;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CrossingSceneTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void update_keepsEveryIdentityWhenObjectsCross(long seed) {
        CrossingScene scene = new CrossingScene(seed);
        Tracker tracker = Tracker.create();
        TrackSequence.Builder found = TrackSequence.builder();
        for (Detections detections : scene.frames()) {
            found.add(tracker.update(detections));
        }

        TrackingFigures figures = TrackingEvaluation.of(scene.truth()).evaluate(found.build());

        assertThat(figures.switches()).as(figures.toString()).isZero();
        assertThat(figures.mota()).as(figures.toString()).isGreaterThanOrEqualTo(.95);
        assertThat(figures.idf1()).as(figures.toString()).isGreaterThanOrEqualTo(.95);
        assertThat(figures.objects()).isGreaterThan(2000);
    }
}
