package dev.visiontask.classification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visiontask.ImageSource;
import dev.visiontask.Outcome;
import dev.visiontask.backend.Backends;
import dev.visiontask.tensor.Shape;
import dev.visiontask.testkit.DecodesInFlight;
import dev.visiontask.testkit.FakeBackend;
import dev.visiontask.testkit.LinearModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** However many images wait, a task has no more of them in memory as pixels than it has sessions. */
@Timeout(180)
class DecodesInFlightTest {
    private static final int THREADS = 8;
    private static final int IMAGES = 24;

    @TempDir
    Path folder;

    /** Ways of giving a task many images at once. */
    enum Calls {
        RUN {
            @Override
            void give(ImageClassifier task, List<ImageSource> images) throws Exception {
                onThreads(images.stream()
                        .map(image -> (Runnable) () -> task.run(image))
                        .toList());
            }
        },
        RUN_ASYNC {
            @Override
            void give(ImageClassifier task, List<ImageSource> images) throws Exception {
                List<CompletableFuture<Classifications>> futures =
                        images.stream().map(task::runAsync).toList();
                for (CompletableFuture<Classifications> future : futures) {
                    future.get(60, TimeUnit.SECONDS);
                }
            }
        },
        RUN_BATCH {
            @Override
            void give(ImageClassifier task, List<ImageSource> images) {
                assertThat(task.runBatch(images)).hasSameSizeAs(images);
            }
        },
        RUN_EACH {
            @Override
            void give(ImageClassifier task, List<ImageSource> images) {
                assertThat(task.runEach(images)).allMatch(Outcome::isSuccess);
            }
        },
        BATCHES_ON_THREADS {
            @Override
            void give(ImageClassifier task, List<ImageSource> images) throws Exception {
                int part = images.size() / THREADS;
                List<Runnable> calls = new ArrayList<>();
                for (int i = 0; i < THREADS; i++) {
                    List<ImageSource> some = images.subList(i * part, (i + 1) * part);
                    calls.add(() -> task.runBatch(some));
                }
                onThreads(calls);
            }
        },
        MIXED {
            @Override
            void give(ImageClassifier task, List<ImageSource> images) throws Exception {
                List<Runnable> calls = new ArrayList<>();
                for (int i = 0; i < images.size(); i += 4) {
                    List<ImageSource> four = images.subList(i, i + 4);
                    calls.add(() -> task.run(four.get(0)));
                    calls.add(() -> task.runBatch(four.subList(1, 3)));
                    calls.add(() -> task.runAsync(four.get(3)).join());
                }
                onThreads(calls);
            }
        };

        abstract void give(ImageClassifier task, List<ImageSource> images) throws Exception;
    }

    private static void onThreads(List<Runnable> calls) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<?>> futures = new ArrayList<>();
            calls.forEach(call -> futures.add(threads.submit(call)));
            for (Future<?> future : futures) {
                future.get(60, TimeUnit.SECONDS);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    static Stream<Arguments> ways() {
        return Stream.of(Calls.values())
                .flatMap(calls ->
                        Stream.of(Arguments.of(calls, 1, 1), Arguments.of(calls, 2, 1), Arguments.of(calls, 3, 4)));
    }

    @ParameterizedTest(name = "{0}, concurrency {1}, batch size {2}")
    @MethodSource("ways")
    void task_holdsNoMorePixelsThanItHasSessions(Calls calls, int concurrency, int batchSize) throws Exception {
        FakeBackend.write(LinearModel.channelMeans(Shape.of(3, 8, 8)), folder);
        try (DecodesInFlight counted = DecodesInFlight.count(folder.resolve("services"), together(calls, concurrency));
                ImageClassifier task = open(concurrency, batchSize)) {
            List<ImageSource> images = new ArrayList<>();
            for (int i = 0; i < IMAGES; i++) {
                images.add(ImageSource.of(DecodesInFlight.png(20 + i, 10)));
            }

            calls.give(task, images);

            assertThat(counted.decoded()).isEqualTo(IMAGES);
            assertThat(counted.most()).isBetween(together(calls, concurrency), concurrency);
            assertThat(counted.now()).isZero();
        }
    }

    /** How many are at work for certain: whether threads of the task help with a batch is not promised. */
    private static int together(Calls calls, int concurrency) {
        return calls == Calls.RUN || calls == Calls.RUN_ASYNC ? concurrency : 1;
    }

    private ImageClassifier open(int concurrency, int batchSize) throws IOException {
        return ImageClassifier.builder()
                .model(folder)
                .backends(Backends.of(List.of(new FakeBackend())))
                .setting("activation", "none")
                .setting("resize_mode", "stretch")
                .setting("interpolation", "pillow-bilinear")
                .setting("rescale_factor", 1 / 255.0)
                .setting("image_mean", 0)
                .setting("image_std", 1)
                .concurrency(concurrency)
                .batchSize(batchSize)
                .build();
    }
}
