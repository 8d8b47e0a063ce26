package dev.visiontask.task;

import dev.visiontask.backend.BackendOptions;
import dev.visiontask.backend.Backends;
import dev.visiontask.model.ModelRef;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * What every model-driven task lets its caller choose. Nothing is loaded before the task is built.
 *
 * @param <B> the builder of the task, for chaining
 */
public abstract class TaskBuilder<B extends TaskBuilder<B>> {
    private @Nullable ModelRef model;
    private @Nullable Backends backends;
    private @Nullable String backend;
    private String device = "cpu";
    private int concurrency = 1;
    private int threads;
    private int batchSize = 1;
    private int maxWaiting = AsyncOptions.DEFAULT.maxWaiting();
    private @Nullable Executor completion = AsyncOptions.DEFAULT.completion();
    private final Map<String, Object> settings = new LinkedHashMap<>();
    private final Map<String, String> engineProperties = new LinkedHashMap<>();

    /** For the builders of tasks. */
    protected TaskBuilder() {}

    /** This builder. */
    protected abstract B self();

    /** The model: an id, a folder or a file. Required. */
    public B model(ModelRef ref) {
        model = Objects.requireNonNull(ref, "Expected a model, found null");
        return self();
    }

    /** The model of this id, or in this folder or file. */
    public B model(String idOrPath) {
        return model(ModelRef.of(idOrPath));
    }

    /** The model folder or file. */
    public B model(Path folderOrFile) {
        return model(ModelRef.of(folderOrFile));
    }

    /**
     * The backend, by name. Without a name the engine native to the model's format is chosen; {@code info()} gives the
     * reason.
     */
    public B backend(String name) {
        backend = Objects.requireNonNull(
                name,
                "Expected the name of a backend, found null; leave backend(...) out for the engine of the model's format");
        return self();
    }

    /** The backends to choose from, instead of those on the class path. */
    public B backends(Backends candidates) {
        backends = Objects.requireNonNull(candidates, "backends");
        return self();
    }

    /** The device, by the names that the backend documents; {@code cpu} unless said otherwise; capitals do not matter. */
    public B device(String name) {
        device = Objects.requireNonNull(
                name, "Expected the name of a device, found null; leave device(...) out for cpu");
        return self();
    }

    /** How many calls run at the same time, at least 1; 1 unless said otherwise. Each takes memory of its own. */
    public B concurrency(int calls) {
        concurrency = atLeastOne("concurrency", calls);
        return self();
    }

    /**
     * CPU threads that one call may use in the engine, 1 to 1024. Unless said otherwise, the processors are shared out
     * among the concurrent calls, so that they do not starve each other.
     */
    public B threads(int perCall) {
        threads = atLeastOne("threads", perCall);
        if (perCall > BackendOptions.MAX_THREADS) {
            throw new IllegalArgumentException(
                    "Expected at most " + BackendOptions.MAX_THREADS + " threads, found: " + perCall);
        }
        return self();
    }

    /**
     * How many inputs of a batch go through the model together, at least 1; 1 unless said otherwise, because on a CPU
     * it is rarely faster. With more than 1 the scores may differ in the last digits from those of single calls, and
     * {@code build()} runs the model with so many once, since some models declare an open batch and do not take one.
     */
    public B batchSize(int inputs) {
        batchSize = atLeastOne("batch size", inputs);
        return self();
    }

    /**
     * How many calls of {@code runAsync} may wait for their turn, at least 1; 10,000 unless said otherwise. The future of one
     * more fails with {@link dev.visiontask.TaskOverloadedException}. Each holds its input until its turn comes.
     */
    public B maxWaiting(int calls) {
        maxWaiting = atLeastOne("number of waiting calls", calls);
        return self();
    }

    /**
     * Where the futures of {@code runAsync} complete, and with them runs what is chained to them by methods without
     * {@code Async} in their names. Unless said otherwise it is the JDK's own executor, as for
     * {@link java.util.concurrent.CompletableFuture#supplyAsync(java.util.function.Supplier)}; never a thread of the task. If the
     * executor refuses, the future completes on the JDK's.
     */
    public B completeOn(Executor executor) {
        completion = Objects.requireNonNull(executor, "executor");
        return self();
    }

    /**
     * Sets or overrides one setting of the model, by its key in the model description guide, such as
     * {@code "interpolation"} or {@code "image_mean"}.
     *
     * @param value a string, number, boolean, or a list or map of these
     */
    public B setting(String key, Object value) {
        settings.put(Objects.requireNonNull(key, "key"), Objects.requireNonNull(value, "value"));
        return self();
    }

    /** An option of the engine, by the names that the backend documents. */
    public B engineProperty(String name, String value) {
        engineProperties.put(Objects.requireNonNull(name, "name"), Objects.requireNonNull(value, "value"));
        return self();
    }

    /**
     * Gives a part of a task the engine, device, threads and concurrency that were chosen here.
     *
     * @return the part
     */
    protected final <P extends TaskBuilder<P>> P equip(P part) {
        TaskBuilder<P> other = part;
        other.backends = backends;
        other.backend = backend;
        other.device = device;
        other.concurrency = concurrency;
        other.threads = threads;
        other.engineProperties.putAll(engineProperties);
        return part;
    }

    /** Whether a model was chosen. */
    protected final boolean hasModel() {
        return model != null;
    }

    /** How many calls run at the same time. */
    protected final int concurrency() {
        return concurrency;
    }

    /**
     * The chosen model.
     *
     * @throws IllegalStateException if there is none
     */
    protected final ModelRef modelRef() {
        if (model == null) {
            throw new IllegalStateException("Expected a model before build(): call model(...) with an id or a path");
        }
        return model;
    }

    final Backends backends() {
        return backends == null ? Backends.find() : backends;
    }

    final @Nullable String backendName() {
        return backend;
    }

    final BackendOptions backendOptions() {
        int fair = Math.max(1, Runtime.getRuntime().availableProcessors() / concurrency);
        int share = threads > 0 ? threads : Math.min(fair, BackendOptions.MAX_THREADS);
        return new BackendOptions(device, share, concurrency, engineProperties);
    }

    final AsyncOptions asyncOptions() {
        return new AsyncOptions(maxWaiting, completion);
    }

    final int batchSize() {
        return batchSize;
    }

    final Map<String, Object> settings() {
        return settings;
    }

    private static int atLeastOne(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException("Expected a " + name + " of at least 1, found: " + value);
        }
        return value;
    }
}
