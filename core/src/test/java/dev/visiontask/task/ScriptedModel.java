package dev.visiontask.task;

import dev.visiontask.BadInputException;
import dev.visiontask.Setting;
import dev.visiontask.TaskInfo;
import dev.visiontask.backend.LoadedModel;
import dev.visiontask.backend.Session;
import dev.visiontask.model.ModelSpec;
import dev.visiontask.tensor.DataType;
import dev.visiontask.tensor.Shape;
import dev.visiontask.tensor.Tensor;
import dev.visiontask.tensor.TensorInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An engine, an input stage and a decoder of numbers for tests of the runner: the input {@code n} becomes the tensor
 * {@code [n]}, the engine doubles it, the result is {@code 2n}. What each stage does beside that is the test's choice, and
 * whoever breaks a rule of the interfaces is written down in {@link #violations}.
 */
final class ScriptedModel implements LoadedModel {
    static final TensorInfo INPUT = new TensorInfo("numbers", DataType.FLOAT32, Shape.of(Shape.DYNAMIC, 1));
    static final TensorInfo OUTPUT = new TensorInfo("doubled", DataType.FLOAT32, Shape.of(Shape.DYNAMIC, 1));
    static final int EXAMPLE = 1000;

    final Queue<String> violations = new ConcurrentLinkedQueue<>();
    final Queue<Integer> batches = new ConcurrentLinkedQueue<>();
    final Queue<Thread> engineThreads = new ConcurrentLinkedQueue<>();
    final AtomicInteger openSessions = new AtomicInteger();
    final AtomicInteger openPreparers = new AtomicInteger();
    final AtomicInteger runs = new AtomicInteger();
    final AtomicBoolean closed = new AtomicBoolean();

    volatile Runnable onNewSession = () -> {};
    volatile Runnable onNewPreparer = () -> {};
    volatile Runnable onPrepare = () -> {};
    volatile Runnable onRun = () -> {};
    volatile Decoding onDecode = number -> {};
    volatile int views = 1;
    volatile int batchSize = 1;
    volatile boolean fixedBatch;

    /** What happens while a number is decoded. */
    interface Decoding {
        void of(int number);
    }

    /** A runner with the usual bounds. */
    TaskRunner<Integer, String, String, Integer> runner(int concurrency) {
        return runner(concurrency, AsyncOptions.DEFAULT);
    }

    TaskRunner<Integer, String, String, Integer> runner(int concurrency, AsyncOptions async) {
        return new TaskRunner<>(taskModel(concurrency), async);
    }

    TaskModel<Integer, String, String, Integer> taskModel(int concurrency) {
        return new TaskModel<>(
                this,
                INPUT.name(),
                Shape.of(1, 1),
                new Stage(),
                new Doubled(),
                batchSize,
                fixedBatch,
                info(concurrency));
    }

    static TaskInfo info(int concurrency) {
        return new TaskInfo(
                "doubling",
                "scripted",
                "Apache-2.0",
                "",
                "scripted",
                "the only one",
                "scripted 1",
                "cpu",
                1,
                concurrency,
                0,
                List.of(INPUT),
                List.of(OUTPUT),
                List.of(),
                List.of());
    }

    Slot<Integer, String> slot() {
        return new Slot<>(new Stage().newPreparer(), newSession());
    }

    @Override
    public List<TensorInfo> inputs() {
        return List.of(INPUT);
    }

    @Override
    public List<TensorInfo> outputs() {
        return List.of(OUTPUT);
    }

    @Override
    public Map<String, String> metadata() {
        return Map.of();
    }

    @Override
    public String device() {
        return "cpu";
    }

    @Override
    public Session newSession() {
        if (closed.get()) {
            violations.add("a session of a closed model");
        }
        onNewSession.run();
        openSessions.incrementAndGet();
        return new Doubling();
    }

    @Override
    public void close() {
        if (openSessions.get() > 0) {
            violations.add("the model closed before its sessions");
        }
        closed.set(true);
    }

    /** The engine: notices when two threads are in one session, and when it is used after its end. */
    private final class Doubling implements Session {
        private final AtomicBoolean busy = new AtomicBoolean();
        private final AtomicBoolean ended = new AtomicBoolean();
        private Tensor input = Tensor.allocate(INPUT.name(), DataType.FLOAT32, Shape.of(1, 1));

        @Override
        public Tensor input(String name, Shape shape) {
            check();
            if (!input.shape().equals(shape)) {
                input = Tensor.allocate(name, DataType.FLOAT32, shape);
            }
            return input;
        }

        @Override
        public List<Tensor> run() {
            check();
            if (!busy.compareAndSet(false, true)) {
                violations.add("two threads in one session");
            }
            try {
                engineThreads.add(Thread.currentThread());
                onRun.run();
                check();
                runs.incrementAndGet();
                int batch = (int) input.shape().dim(0);
                batches.add(batch);
                Tensor output = Tensor.allocate(OUTPUT.name(), DataType.FLOAT32, Shape.of(batch, 1));
                for (int i = 0; i < batch; i++) {
                    output.floats().put(i, 2 * input.floats().get(i));
                }
                return List.of(output);
            } finally {
                busy.set(false);
            }
        }

        private void check() {
            if (ended.get() || closed.get()) {
                violations.add("a closed session in use");
            }
        }

        @Override
        public void close() {
            if (ended.compareAndSet(false, true)) {
                openSessions.decrementAndGet();
            }
        }
    }

    private final class Stage implements InputStage<Integer, String> {
        @Override
        public Shape exampleShape() {
            return Shape.of(1, 1);
        }

        @Override
        public Integer example() {
            return EXAMPLE;
        }

        @Override
        public ModelSpec describe(ModelSpec spec) {
            return spec;
        }

        @Override
        public InputPreparer<Integer, String> newPreparer() {
            onNewPreparer.run();
            openPreparers.incrementAndGet();
            return new Preparer();
        }
    }

    private final class Preparer implements InputPreparer<Integer, String> {
        private boolean ended;

        @Override
        public PreparedInput<String> prepare(Integer input) {
            onPrepare.run();
            if (input < 0) {
                throw new BadInputException("Expected a number of at least 0, found: " + input);
            }
            return new Prepared(input, views);
        }

        @Override
        public void close() {
            if (!ended) {
                ended = true;
                openPreparers.decrementAndGet();
            }
        }
    }

    private record Prepared(int number, int views) implements PreparedInput<String> {
        @Override
        public Shape shape(int batch) {
            return Shape.of(batch, 1);
        }

        @Override
        public void write(Tensor tensor, int index) {
            tensor.floats().put(index, number);
        }

        @Override
        public String context() {
            return "number " + number;
        }

        @Override
        public void close() {}
    }

    private final class Doubled implements OutputDecoder<String, String, Integer> {
        private final List<String> collected = new ArrayList<>();

        @Override
        public Integer decode(List<Tensor> outputs, int index, String context, String options) {
            int number = Math.round(outputs.get(0).floats().get(index));
            onDecode.of(number);
            return number;
        }

        @Override
        public void collect(List<Tensor> outputs, int index, String context) {
            synchronized (collected) {
                collected.add(context);
            }
        }

        @Override
        public void check(String options) {
            if (options.equals("impossible")) {
                throw new IllegalArgumentException("Expected possible options, found: impossible");
            }
        }

        @Override
        public List<String> labels() {
            return List.of();
        }

        @Override
        public List<Setting> settings() {
            return List.of();
        }
    }
}
