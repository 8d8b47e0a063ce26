package dev.visiontask.benchmarks;

import dev.visiontask.Box;
import dev.visiontask.ImageSize;
import dev.visiontask.detection.Detection;
import dev.visiontask.detection.Detections;
import dev.visiontask.detection.tracking.Tracker;
import dev.visiontask.detection.tracking.Tracks;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * One frame of tracking, on one thread. The objects, all of one class, wander over 1920 x 1080 pixels for 200 frames and
 * then back, and so on: a thousand of them, 30 to 60 pixels wide and twice as high, cover the picture twice over. Edges
 * tremble by a pixel, a tenth of the scores is low, and 2 % are missed.
 */
public class TrackerBenchmark extends BenchmarkDefaults {
    private static final ImageSize SIZE = new ImageSize(1920, 1080);
    private static final int FRAMES = 200;

    /** The detections of each frame, and a tracker that goes on and on. */
    @State(Scope.Benchmark)
    @SuppressWarnings("NullAway.Init") // JMH calls setUp first.
    public static class Street {
        /** How many objects. */
        @Param({"100", "1000"})
        public int objects;

        private final List<Detections> frames = new ArrayList<>();
        private Tracker tracker;
        private long next;

        /** Makes the frames, and checks that most objects keep their track for a while. */
        @Setup
        public void setUp() {
            Random random = new Random(3);
            float[][] places = new float[objects][];
            for (int i = 0; i < objects; i++) {
                float width = 30 + 30 * random.nextFloat();
                places[i] = new float[] {
                    1860 * random.nextFloat(),
                    960 * random.nextFloat(),
                    width,
                    4 * (random.nextFloat() - .5f),
                    4 * (random.nextFloat() - .5f)
                };
            }
            frames.clear();
            for (int i = 0; i < FRAMES; i++) {
                frames.add(frame(places, i, random));
            }
            tracker = Tracker.create();
            next = 0;
            Tracks tracks = step();
            for (int i = 0; i < FRAMES; i++) {
                tracks = step();
            }
            long old = tracks.objects().stream()
                    .filter(track -> track.start() == 0)
                    .count();
            if (tracks.size() < .9 * objects || old < .3 * objects) {
                throw new IllegalStateException("Expected most objects tracked, found: " + tracks.size() + ", " + old
                        + " of them from the start");
            }
        }

        private static Detections frame(float[][] places, int frame, Random random) {
            List<Detection> found = new ArrayList<>();
            for (float[] place : places) {
                if (random.nextInt(50) == 0) {
                    continue;
                }
                float left = place[0] + frame * place[3] + random.nextFloat();
                float top = place[1] + frame * place[4] + random.nextFloat();
                float score = random.nextInt(10) == 0 ? .3f : .7f + .3f * random.nextFloat();
                found.add(new Detection(0, "person", score, new Box(left, top, left + place[2], top + 2 * place[2])));
            }
            found.sort(Comparator.comparing(Detection::score).reversed());
            return new Detections(found, SIZE);
        }

        private Tracks step() {
            int place = (int) (next % (2 * FRAMES));
            Tracks tracks = tracker.update(frames.get(place < FRAMES ? place : 2 * FRAMES - 1 - place));
            next++;
            return tracks;
        }
    }

    /** The next frame. */
    @Benchmark
    public Tracks update(Street street) {
        return street.step();
    }
}
