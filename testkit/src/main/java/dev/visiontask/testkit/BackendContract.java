package dev.visiontask.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visiontask.InferenceException;
import dev.visiontask.backend.Backend;
import dev.visiontask.backend.BackendOptions;
import dev.visiontask.backend.LoadedModel;
import dev.visiontask.backend.ModelFile;
import dev.visiontask.backend.Session;
import dev.visiontask.tensor.Shape;
import dev.visiontask.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What every {@link Backend} must do; a backend's test extends this class and says how a small model is written in its
 * format. Nothing here is particular to a format or an engine.
 *
 * <p>A test double or a fast machine makes no difference to what is checked: right answers on known weights, errors of
 * the right type that name the file, the shape or the option, life cycle, threads, native memory, and garbage per call.
 */
@Timeout(120)
public abstract class BackendContract extends BackendMemoryContract {
    private static final int LOADS = 200;
    private static final long MEGABYTE = 1 << 20;
    private static final long MAX_HEAP_BYTES_PER_RUN = 16 << 10;

    /** For the subclass. */
    protected BackendContract() {}

    @Test
    void run_givesTheRightAnswer() {
        try (LoadedModel model = load(MODEL);
                Session session = model.newSession()) {
            for (int seed = 0; seed < 10; seed++) {
                answers(session).check(1, seed);
            }
        }
    }

    @Test
    void run_answersAgainWithoutRefilling() {
        try (LoadedModel model = load(MODEL);
                Session session = model.newSession()) {
            answers(session).check(1, 3);

            answers(session).checkOutput(session.run(), 1, 3);
        }
    }

    @Test
    void run_takesAnyBatchSize() {
        try (LoadedModel model = load(MODEL);
                Session session = model.newSession()) {
            for (int batch : new int[] {1, 3, 1, 8, 2, 1}) {
                answers(session).check(batch, batch);
            }
        }
    }

    @Test
    void run_servesTwoModelsAtOnce() {
        LinearModel other = LinearModel.random(8, 3, Shape.of(1, 4, 2));
        try (LoadedModel first = load(MODEL);
                LoadedModel second = backend().load(write(other, "other"), BackendOptions.DEFAULT);
                Session one = first.newSession();
                Session two = second.newSession()) {
            for (int seed = 0; seed < 3; seed++) {
                answers(one).check(1, seed);
                new Answers(named(other), two).check(2, seed);
            }
        }
    }

    @Test
    void run_usesTheThreadsThatItIsGiven() {
        ModelFile file = write(MODEL, "model");
        try (LoadedModel model = backend().load(file, new BackendOptions("cpu", 2, 2, Map.of()));
                Session session = model.newSession()) {
            answers(session).check(4, 1);
        }
    }

    @Test
    void run_refusesWhenAnInputIsNotFilled() {
        try (LoadedModel model = load(MODEL);
                Session session = model.newSession()) {
            assertThatThrownBy(session::run)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining(named(MODEL).input().name());

            answers(session).check(1, 1);
        }
    }

    @Test
    void run_leavesTheSessionUsableWhenTheEngineFails() throws IOException {
        ModelFile file = writeModelForOneItem(named(MODEL), Files.createDirectories(folder.resolve("one")));
        try (LoadedModel model = backend().load(file, BackendOptions.DEFAULT);
                Session session = model.newSession()) {
            for (int round = 0; round < 3; round++) {
                answers(session).check(1, round);
                session.input(named(MODEL).input().name(), shapeThatFails(MODEL));
                assertThatThrownBy(session::run).isInstanceOf(InferenceException.class);
            }
            answers(session).check(1, 9);
        }
    }

    @Test
    void run_makesLittleGarbage() {
        try (LoadedModel model = load(MODEL);
                Session session = model.newSession()) {
            answers(session).check(1, 1);
            long bytes = HeapCost.perCall(session::run);

            assertThat(bytes).as("Java heap bytes a run").isLessThan(MAX_HEAP_BYTES_PER_RUN);
        }
    }

    @Test
    void input_givesTheSameBufferForTheSameShape() {
        try (LoadedModel model = load(MODEL);
                Session session = model.newSession()) {
            String name = named(MODEL).input().name();
            Tensor first = session.input(name, MODEL.batchShape(1));
            first.floats().put(0, 42);

            assertThat(session.input(name, MODEL.batchShape(1)).floats().get(0)).isEqualTo(42);
            assertThat(first.name()).isEqualTo(name);
            assertThat(first.shape()).isEqualTo(MODEL.batchShape(1));
            assertThat(first.bytes().isDirect()).isTrue();
        }
    }

    @Test
    void input_refusesAnUnknownName() {
        try (LoadedModel model = load(MODEL);
                Session session = model.newSession()) {
            assertThatThrownBy(() -> session.input("no-such-input", MODEL.batchShape(1)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("no-such-input")
                    .hasMessageContaining(named(MODEL).input().name());
        }
    }

    @Test
    void input_refusesAShapeThatTheModelDoesNotAccept() {
        Shape wrong = Shape.of(1, 3, 2, 5);
        String name = named(MODEL).input().name();
        try (LoadedModel model = load(MODEL);
                Session session = model.newSession()) {
            if (declaresShapes()) {
                Shape declared = model.inputs().get(0).shape();
                for (Shape shape : new Shape[] {wrong, Shape.of(1, 12), Shape.of()}) {
                    assertThatThrownBy(() -> session.input(name, shape))
                            .isInstanceOf(IllegalArgumentException.class)
                            .hasMessageContaining(shape.toString())
                            .hasMessageContaining(declared.toString());
                }
            } else {
                assertThatThrownBy(() -> {
                            session.input(name, wrong);
                            session.run();
                        })
                        .isInstanceOfAny(InferenceException.class, IllegalArgumentException.class)
                        .hasMessageContaining(wrong.toString());
            }
            answers(session).check(1, 1);
        }
    }

    @Test
    void input_refusesAShapeThatIsNotFixed() {
        try (LoadedModel model = load(MODEL);
                Session session = model.newSession()) {
            assertThatThrownBy(() -> session.input(named(MODEL).input().name(), MODEL.batchShape(Shape.DYNAMIC)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("?");
        }
    }

    @Test
    void newSession_hasBuffersOfItsOwn() {
        try (LoadedModel model = load(MODEL);
                Session one = model.newSession();
                Session two = model.newSession()) {
            answers(one).fill(1, 1);
            answers(two).fill(1, 2);

            answers(one).checkOutput(one.run(), 1, 1);
            answers(two).checkOutput(two.run(), 1, 2);
        }
    }

    @Test
    void newSession_mayBeUsedByAnotherThreadThanItsMaker() {
        try (LoadedModel model = load(MODEL);
                Session session = model.newSession()) {
            answers(session).check(1, 1);
            Threads.runAll(() -> answers(session).check(2, 2));
            answers(session).check(1, 3);
        }
    }

    @Test
    void newSession_letsThreadsRunSideBySide() {
        ModelFile file = write(MODEL, "model");
        try (LoadedModel model = backend().load(file, new BackendOptions("cpu", 1, 2, Map.of()))) {
            Threads.runAll(() -> runMany(model, 200, 1), () -> runMany(model, 200, 1000));
        }
    }

    private void runMany(LoadedModel model, int calls, int firstSeed) {
        try (Session session = model.newSession()) {
            for (int i = 0; i < calls; i++) {
                answers(session).check(1 + i % 2, firstSeed + i);
            }
        }
    }

    @Test
    void close_isHarmlessTwice() {
        LoadedModel model = load(MODEL);
        Session session = model.newSession();
        answers(session).check(1, 1);

        for (int i = 0; i < 2; i++) {
            assertThatCode(session::close).doesNotThrowAnyException();
        }
        for (int i = 0; i < 2; i++) {
            assertThatCode(model::close).doesNotThrowAnyException();
        }
    }

    @Test
    void close_makesLaterCallsFail() {
        LoadedModel model = load(MODEL);
        Session session = model.newSession();
        answers(session).fill(1, 1);
        session.close();
        String name = named(MODEL).input().name();

        assertThatThrownBy(session::run).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> session.input(name, MODEL.batchShape(1))).isInstanceOf(IllegalStateException.class);
        model.close();
        assertThatThrownBy(model::newSession).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(model::inputs).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(model::outputs).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(model::metadata).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(model::device).isInstanceOf(IllegalStateException.class);
    }

    /** An owner that closes the model first has made a mistake; it must cost an exception at most, never the process. */
    @Test
    void close_doesNotPullTheModelFromUnderASession() {
        for (int round = 0; round < 20; round++) {
            LoadedModel model = load(MODEL);
            Session session = model.newSession();
            answers(session).check(1, round);
            Threads.runAll(() -> runUntilClosed(session), model::close);
            session.close();
            session.close();
            model.close();
        }
    }

    private void runUntilClosed(Session session) {
        try {
            for (int i = 0; i < 50; i++) {
                answers(session).check(1, i);
            }
        } catch (IllegalStateException e) {
            // Allowed: the backend may end the sessions with the model.
            assertThat(e).hasMessageContaining("closed");
        }
    }

    @Test
    void load_leaksNoNativeMemoryWhenRepeated() {
        ModelFile file = write(LinearModel.random(9, 341, Shape.of(3, 16, 16)), "megabyte");

        ResidentMemory.assertGrowthBelow(LOADS * MEGABYTE / 4, LOADS, () -> loadAndRun(file));
    }

    @Test
    void newSession_leaksNoNativeMemoryWhenRepeated() {
        try (LoadedModel model = load(MODEL)) {
            Runnable openAndRun = () -> {
                try (Session session = model.newSession()) {
                    answers(session).check(1, 1);
                    answers(session).check(8, 1);
                }
            };
            ResidentMemory.assertGrowthBelow(16 * MEGABYTE, 2 * LOADS, openAndRun);
        }
    }

    @Test
    void run_leaksNoNativeMemoryWhenTheShapeChanges() {
        try (LoadedModel model = load(MODEL);
                Session session = model.newSession()) {
            Runnable changeShape = () -> {
                answers(session).check(3, 1);
                answers(session).check(1, 2);
            };
            ResidentMemory.assertGrowthBelow(24 * MEGABYTE, 5 * LOADS, changeShape);
        }
    }

    @Test
    @Tag("soak")
    @Timeout(1800)
    void load_leaksNoNativeMemoryInTheLongRun() {
        int loads = Integer.getInteger("soak.calls", 20_000) / 10;
        ModelFile file = write(LinearModel.random(9, 341, Shape.of(3, 16, 16)), "megabyte");

        ResidentMemory.assertGrowthBelow(64 * MEGABYTE, Math.max(loads, LOADS), () -> loadAndRun(file));
    }

    @Test
    @Tag("soak")
    @Timeout(1800)
    void run_staysRightAndFlatInTheLongRun() {
        int calls = Integer.getInteger("soak.calls", 20_000);
        ModelFile file = write(MODEL, "model");
        try (LoadedModel model = backend().load(file, new BackendOptions("cpu", 1, 8, Map.of()))) {
            Runnable eight = () -> {
                Runnable[] runs = new Runnable[8];
                Arrays.setAll(runs, i -> () -> runMany(model, Math.max(1, calls / 40), i * calls));
                Threads.runAll(runs);
            };
            ResidentMemory.assertGrowthBelow(32 * MEGABYTE, 5, eight);
        }
    }

    private void loadAndRun(ModelFile file) {
        try (LoadedModel model = backend().load(file, BackendOptions.DEFAULT);
                Session session = model.newSession()) {
            session.input(model.inputs().get(0).name(), Shape.of(1, 3, 16, 16));
            session.run();
        }
    }

    private Answers answers(Session session) {
        return new Answers(named(MODEL), session);
    }
}
