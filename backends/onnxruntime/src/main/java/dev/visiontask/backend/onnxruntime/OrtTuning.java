package dev.visiontask.backend.onnxruntime;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession.SessionOptions;
import dev.visiontask.UnsupportedOptionException;
import dev.visiontask.backend.BackendOptions;
import java.util.TreeSet;

/**
 * How the engine's threads are set up for one model.
 *
 * @param poolThreads the size of the pool, the calling thread included
 * @param spinning whether idle pool threads wait actively
 */
record OrtTuning(int poolThreads, boolean spinning) {
    private static final String SPINNING = "spinning";

    static OrtTuning of(BackendOptions options) {
        TreeSet<String> unknown = new TreeSet<>(options.properties().keySet());
        unknown.remove(SPINNING);
        if (!unknown.isEmpty()) {
            throw new UnsupportedOptionException(
                    "The backend onnxruntime has the property spinning (true or false), found: " + unknown);
        }
        // One calling thread is in the pool; every other session brings its own and needs helpers only.
        long wanted = 1 + (long) options.sessions() * (options.threads() - 1);
        int pool = (int) Math.min(wanted, BackendOptions.MAX_THREADS);
        return new OrtTuning(pool, isTrue(options.properties().getOrDefault(SPINNING, "false")));
    }

    private static boolean isTrue(String value) {
        return switch (value) {
            case "true" -> true;
            case "false" -> false;
            default ->
                throw new UnsupportedOptionException(
                        "Expected true or false for the property spinning, found: " + value);
        };
    }

    void applyTo(SessionOptions options) throws OrtException {
        options.setOptimizationLevel(SessionOptions.OptLevel.ALL_OPT);
        options.setExecutionMode(SessionOptions.ExecutionMode.SEQUENTIAL);
        options.setInterOpNumThreads(1);
        options.setIntraOpNumThreads(poolThreads);
        // Spinning threads starve the OpenMP threads of an MXNet model in the same process, and the other sessions.
        options.addConfigEntry("session.intra_op.allow_spinning", spinning ? "1" : "0");
        // Whatever goes wrong reaches the caller as an exception; the engine need not print it as well.
        options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
    }
}
