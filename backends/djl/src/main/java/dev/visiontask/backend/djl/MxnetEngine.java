package dev.visiontask.backend.djl;

import ai.djl.engine.Engine;
import dev.visiontask.BackendNotFoundException;
import dev.visiontask.internal.NativeFailure;
import org.jspecify.annotations.Nullable;

/** MXNet in this process: loaded on the first call, once, with DJL kept off the network. */
final class MxnetEngine {
    private static final String NAME = "MXNet";

    private MxnetEngine() {}

    /**
     * The engine, by name: DJL's default engine depends on what else is on the class path.
     *
     * @throws BackendNotFoundException with the reason and what to add
     */
    static Engine get() {
        if (Holder.OUTCOME.engine == null) {
            throw new BackendNotFoundException(
                    "The backend mxnet does not work here. " + Holder.OUTCOME.failure, Holder.OUTCOME.cause);
        }
        return Holder.OUTCOME.engine;
    }

    /** Why the engine does not work here, with what to add; null if it does. Starts it, as {@link #get()}. */
    static @Nullable String obstacle() {
        return Holder.OUTCOME.engine == null ? Holder.OUTCOME.failure : null;
    }

    private static Outcome start() {
        MxnetPlatform platform = MxnetPlatform.current();
        ClassLoader own = MxnetEngine.class.getClassLoader();
        String obstacle = platform.obstacle(own);
        if (obstacle != null) {
            return new Outcome(null, obstacle, null);
        }
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        DjlOffline offline = DjlOffline.begin();
        MxnetVariables variables = MxnetVariables.begin(platform);
        try {
            // DJL looks for engines and natives through the thread; a pool's thread may know neither.
            thread.setContextClassLoader(own);
            return load();
        } catch (RuntimeException | ReflectiveOperationException | LinkageError | AssertionError e) {
            return failed(platform, e);
        } finally {
            thread.setContextClassLoader(before);
            variables.end();
            offline.end();
        }
    }

    private static Outcome load() throws ReflectiveOperationException {
        if (!Engine.hasEngine(NAME)) {
            String missing = "Expected DJL's engine for MXNet on the class path, found: " + Engine.getAllEngines()
                    + ". Add ai.djl.mxnet:mxnet-engine:" + Engine.getDjlVersion() + ".";
            return new Outcome(null, missing, null);
        }
        Engine engine = Engine.getEngine(NAME);
        MxnetCalls.bind();
        return new Outcome(engine, "", null);
    }

    private static Outcome failed(MxnetPlatform platform, Throwable failure) {
        Throwable root = NativeFailure.root(failure);
        String missing = MissingModule.advice(root);
        if (missing != null) {
            return new Outcome(null, missing, failure);
        }
        String message = "MXNet's native library does not load on " + platform.os() + "-" + platform.arch() + ": "
                + root.getClass().getSimpleName() + ": " + DjlErrors.reason(root)
                + ". Expected glibc 2.17 or newer, and a folder for the extracted libraries (environment variable"
                + " ENGINE_CACHE_DIR, else ~/.djl.ai) that is writable and from which code may run (no noexec mount), and a temporary folder for JNA's own"
                + " (-Djava.io.tmpdir).";
        return new Outcome(null, message, failure);
    }

    private record Outcome(
            @Nullable Engine engine,
            String failure,
            @Nullable Throwable cause) {}

    private static final class Holder {
        static final Outcome OUTCOME = start();
    }
}
