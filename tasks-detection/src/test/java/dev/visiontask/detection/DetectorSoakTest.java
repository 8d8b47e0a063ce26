package dev.visiontask.detection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visiontask.ImageSource;
import dev.visiontask.testkit.ResidentMemory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Eight threads share one detector that gives masks: every answer equals the single-threaded one, also on tiles, and
 * resident memory stays flat after the first fifth of the calls.
 */
@Tag("soak")
class DetectorSoakTest {
    private static final int CALLS = Integer.getInteger("soak.calls", 20_000);
    private static final int THREADS = 8;
    private static final int ROUNDS = 5;
    private static final int TILED_EVERY = 10;
    private static final long MIB = 1 << 20;
    private static final long ALLOWED_GROWTH = 48 * MIB;

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"onnxruntime", "opencv-dnn"})
    void run_keepsItsAnswersAndItsMemory(String backend) throws Exception {
        List<ImageSource> pictures = pictures();
        try (ObjectDetector detector =
                TinyMaskDetector.onnx(folder).backend(backend).concurrency(2).build()) {
            TiledDetector tiled = new TiledDetector(detector, Tiling.of(256));
            List<Detections> expected = pictures.stream().map(detector::run).toList();
            List<Detections> expectedOfTiles = pictures.stream().map(tiled::run).toList();
            assertThat(expected)
                    .allSatisfy(found -> assertThat(found.objects())
                            .anyMatch(object -> !object.mask().orElseThrow().isEmpty()));
            List<Long> resident = new ArrayList<>();
            for (int round = 0; round < ROUNDS; round++) {
                onAllThreads((thread, call) -> {
                    int picture = (thread + call) % pictures.size();
                    if (call % TILED_EVERY == 0) {
                        assertThat(tiled.run(pictures.get(picture))).isEqualTo(expectedOfTiles.get(picture));
                    } else {
                        assertThat(detector.run(pictures.get(picture))).isEqualTo(expected.get(picture));
                    }
                });
                resident.add(ResidentMemory.bytes());
            }
            long growth = resident.get(ROUNDS - 1) - resident.get(0);
            System.out.printf(
                    "%s: %d calls on %d threads, resident MiB after each fifth: %s%n",
                    backend,
                    CALLS,
                    THREADS,
                    resident.stream().map(bytes -> bytes / MIB).toList());
            assertThat(growth).isLessThan(ALLOWED_GROWTH);
        }
    }

    /** Gradients of several sizes, so that every picture has another mask. */
    private static List<ImageSource> pictures() {
        List<ImageSource> pictures = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            pictures.add(TinyMaskDetector.picture(320 + 100 * i, 480 - 50 * i));
        }
        return pictures;
    }

    /** One call of a thread. */
    private interface Call {
        void run(int thread, int call);
    }

    private static void onAllThreads(Call each) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<?>> futures = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                int thread = i;
                futures.add(threads.submit(() -> {
                    for (int call = 0; call < CALLS / ROUNDS / THREADS; call++) {
                        each.run(thread, call);
                    }
                }));
            }
            for (Future<?> future : futures) {
                future.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
