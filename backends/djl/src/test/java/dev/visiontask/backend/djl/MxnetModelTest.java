package dev.visiontask.backend.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import dev.visiontask.UnsupportedOptionException;
import dev.visiontask.backend.BackendOptions;
import dev.visiontask.backend.LoadedModel;
import dev.visiontask.backend.ModelFile;
import dev.visiontask.backend.ModelFormat;
import dev.visiontask.backend.Session;
import dev.visiontask.tensor.Shape;
import dev.visiontask.tensor.Tensor;
import dev.visiontask.testkit.LinearModel;
import dev.visiontask.testkit.ResidentMemory;
import dev.visiontask.testkit.TinyMxnet;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is particular to MXNet, beyond the contract of all backends. */
class MxnetModelTest {
    private static final LinearModel MODEL = LinearModel.random(3, 4, Shape.of(3, 4, 4));
    private static final long MEGABYTE = 1 << 20;

    @TempDir
    Path folder;

    @Test
    void load_takesTheLatestEpoch() throws IOException {
        ModelFile file = write(TinyMxnet.linear(MODEL));
        LinearModel later = LinearModel.random(4, 4, Shape.of(3, 4, 4));
        Files.write(folder.resolve("tiny-0012.params"), TinyMxnet.linear(later).params());
        Files.write(folder.resolve("other-0099.params"), new byte[] {1});

        try (LoadedModel model = new MxnetBackend().load(file, BackendOptions.DEFAULT);
                Session session = model.newSession()) {
            session.input("data", later.batchShape(1));
            float[] scores = new float[4];
            session.run().get(0).floats().get(0, scores);

            assertThat(scores).containsExactly(later.answer(new float[48]), within(1e-5f));
        }
    }

    @Test
    void load_ignoresWeightsThatTheSymbolDoesNotUse() throws IOException {
        TinyMxnet tiny = TinyMxnet.linear(MODEL).extraWeights("other_weight", Shape.of(2), new float[2]);

        new MxnetBackend().load(write(tiny), BackendOptions.DEFAULT).close();
    }

    @Test
    void load_refusesAPropertyValueItDoesNotKnow() throws IOException {
        ModelFile file = write(TinyMxnet.linear(MODEL));

        assertThatThrownBy(() -> new MxnetBackend().load(file, new BackendOptions("cpu", 1, 1, Map.of("fuse", "yes"))))
                .isInstanceOf(UnsupportedOptionException.class)
                .hasMessageContaining("yes");
    }

    /** Merging moves the convolution's weights before the shortcut's, which come first in the file. */
    @Test
    void run_answersTheSameWithAndWithoutMergedOperators() throws IOException {
        ModelFile file = write(residual());

        float[] merged = answers(file, "true");
        float[] plain = answers(file, "false");

        assertThat(merged).containsExactly(plain, within(1e-5f));
        assertThat(plain).doesNotContain(0f);
    }

    private static TinyMxnet residual() {
        Map<String, String> one = Map.of("kernel", "(1, 1)", "num_filter", "3");
        Map<String, String> three = Map.of("kernel", "(3, 3)", "pad", "(1, 1)", "num_filter", "3");
        return new TinyMxnet()
                .variable("data")
                .weights("short_weight", Shape.of(3, 3, 1, 1), ramp(9))
                .weights("short_bias", Shape.of(3), ramp(3))
                .node("Convolution", "short", List.of("data", "short_weight", "short_bias"), one)
                .weights("long_weight", Shape.of(3, 3, 3, 3), ramp(81))
                .weights("long_bias", Shape.of(3), ramp(3))
                .node("Convolution", "long", List.of("data", "long_weight", "long_bias"), three)
                .node("clip", "relu6", List.of("long"), Map.of("a_min", "0", "a_max", "6"))
                .weights("last_weight", Shape.of(3, 3, 1, 1), ramp(9))
                .weights("last_bias", Shape.of(3), ramp(3))
                .node("Convolution", "last", List.of("relu6", "last_weight", "last_bias"), one)
                .node("elemwise_add", "sum", List.of("short", "last"), Map.of())
                .head("sum");
    }

    private static float[] ramp(int length) {
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = (i * 7 % 11 - 4) / 10f;
        }
        return values;
    }

    private static float[] answers(ModelFile file, String fuse) {
        try (LoadedModel model = new MxnetBackend().load(file, new BackendOptions("cpu", 1, 1, Map.of("fuse", fuse)));
                Session session = model.newSession()) {
            Tensor input = session.input("data", Shape.of(2, 3, 5, 5));
            input.floats().put(0, ramp(150));
            Tensor output = session.run().get(0);
            float[] values = new float[Math.toIntExact(output.shape().elements())];
            output.floats().get(0, values);
            return values;
        }
    }

    @Test
    void run_doesNotReshapeBeyondTheEnd() throws IOException {
        TinyMxnet tiny = new TinyMxnet()
                .variable("data")
                .node("Reshape", "flat", List.of("data"), Map.of("shape", "(-1, 5)"))
                .head("flat");

        try (LoadedModel model = new MxnetBackend().load(write(tiny), BackendOptions.DEFAULT);
                Session session = model.newSession()) {
            session.input("data", Shape.of(2, 10));
            assertThat(session.run().get(0).shape()).isEqualTo(Shape.of(4, 5));

            session.input("data", Shape.of(2, 12));
            assertThatThrownBy(session::run).hasMessageContaining("[2, 12]").hasMessageContaining("reshape");
        }
    }

    /** The contract looks at the calling thread only; here the work is done in another. */
    @Test
    void run_makesLittleGarbageInAllThreads() throws IOException {
        try (LoadedModel model = new MxnetBackend().load(write(TinyMxnet.linear(MODEL)), BackendOptions.DEFAULT);
                Session session = model.newSession()) {
            session.input("data", MODEL.batchShape(1));
            for (int i = 0; i < 2_000; i++) {
                session.run();
            }
            long before = allocated();
            for (int i = 0; i < 1_000; i++) {
                session.run();
            }

            assertThat((allocated() - before) / 1_000).isLessThan(8 << 10);
        }
    }

    private static long allocated() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long sum = 0;
        for (long bytes : threads.getThreadAllocatedBytes(threads.getAllThreadIds())) {
            sum += Math.max(0, bytes);
        }
        return sum;
    }

    @Test
    void run_keepsTheInterruptForTheCaller() throws IOException {
        try (LoadedModel model = new MxnetBackend().load(write(TinyMxnet.linear(MODEL)), BackendOptions.DEFAULT);
                Session session = model.newSession()) {
            session.input("data", MODEL.batchShape(1));
            Thread.currentThread().interrupt();

            assertThat(session.run()).hasSize(1);

            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void newSession_costsNoMemoryForEachThreadThatEverCame() throws IOException {
        ModelFile file = write(TinyMxnet.linear(MODEL));
        try (LoadedModel model = new MxnetBackend().load(file, BackendOptions.DEFAULT)) {
            Runnable inANewThread = () -> {
                Thread thread = new Thread(() -> {
                    try (Session session = model.newSession()) {
                        session.input("data", MODEL.batchShape(1));
                        session.run();
                    }
                });
                thread.start();
                join(thread);
            };

            ResidentMemory.assertGrowthBelow(20 * MEGABYTE, 100, inANewThread);
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private ModelFile write(TinyMxnet tiny) throws IOException {
        return new ModelFile(ModelFormat.MXNET, tiny.write(folder, "tiny"));
    }
}
