package dev.visiontask.classification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visiontask.ImageSource;
import dev.visiontask.testkit.ResidentMemory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Eight threads share one classifier: every answer equals the single-threaded one, and resident memory stays flat after
 * the first fifth of the calls.
 */
@Tag("soak")
class ClassifierSoakTest {
    private static final int CALLS = Integer.getInteger("soak.calls", 20_000);
    private static final int THREADS = 8;
    private static final int ROUNDS = 5;
    private static final long MIB = 1 << 20;
    private static final long ALLOWED_GROWTH = 48 * MIB;

    @ParameterizedTest
    @ValueSource(strings = {"onnxruntime", "opencv-dnn", "mxnet"})
    void run_keepsItsAnswersAndItsMemory(String backend) throws Exception {
        List<ImageSource> pictures = pictures();
        try (ImageClassifier classifier = ImageClassifier.builder()
                .model(StarterModelTest.MODEL)
                .backend(backend)
                .concurrency(2)
                .build()) {
            List<Classifications> expected =
                    pictures.stream().map(classifier::run).toList();
            List<Long> resident = new ArrayList<>();
            for (int round = 0; round < ROUNDS; round++) {
                callOnAllThreads(classifier, pictures, expected, CALLS / ROUNDS / THREADS);
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

    /** Encoded pictures in memory, so that the disk is not what is measured. */
    private static List<ImageSource> pictures() throws IOException {
        List<ImageSource> pictures = new ArrayList<>();
        for (Path path : SamplePictures.labels().keySet()) {
            pictures.add(ImageSource.of(Files.readAllBytes(path)).named(path.toString()));
        }
        return pictures;
    }

    private static void callOnAllThreads(
            ImageClassifier classifier, List<ImageSource> pictures, List<Classifications> expected, int callsPerThread)
            throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<?>> futures = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                int first = thread;
                futures.add(threads.submit(() -> {
                    for (int call = 0; call < callsPerThread; call++) {
                        int picture = (first + call) % pictures.size();
                        assertThat(classifier.run(pictures.get(picture))).isEqualTo(expected.get(picture));
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
