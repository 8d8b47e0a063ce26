package dev.visiontask.detection.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visiontask.detection.Detections;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A tracker that never stops, over a street that fills and empties again and again. */
@Tag("soak")
class TrackerSoakTest {
    private static final int PARTS = 5;
    private static final long MIB = 1 << 20;

    /** Two frames a call of {@code -Dsoak.calls=N}; 20,000 are a quarter of an hour of video. */
    @Test
    void update_needsNoMoreMemoryHoweverManyObjectsHaveGone() {
        List<Detections> street = new CrossingScene(7).frames();
        int frames = 2 * Integer.getInteger("soak.calls", 20_000) / PARTS * PARTS;
        Tracker tracker = Tracker.create();
        LineCounter gate = new LineCounter(new Spot(640, 0), new Spot(640, 720));
        List<Long> heap = new ArrayList<>();
        long seen = 0;
        for (int i = 0; i < frames; i++) {
            Tracks tracks = tracker.update(street.get(i % CrossingScene.FRAMES), i);
            gate.update(tracks);
            for (Track track : tracks) {
                seen = Math.max(seen, track.id());
            }
            if ((i + 1) % (frames / PARTS) == 0) {
                heap.add(usedHeap() / MIB);
            }
        }
        System.out.printf("%d frames, %d tracks; heap after each fifth, in MiB: %s%n", frames, seen, heap);
        assertThat(seen).isGreaterThan(frames / CrossingScene.FRAMES * 10L);
        assertThat(heap.get(PARTS - 1) - heap.get(0)).isLessThan(4);
    }

    private static long usedHeap() {
        System.gc();
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
