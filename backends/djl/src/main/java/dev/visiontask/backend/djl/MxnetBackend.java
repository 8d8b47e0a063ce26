package dev.visiontask.backend.djl;

import ai.djl.engine.Engine;
import dev.visiontask.ModelFormatException;
import dev.visiontask.UnsupportedOptionException;
import dev.visiontask.backend.Availability;
import dev.visiontask.backend.Backend;
import dev.visiontask.backend.BackendOptions;
import dev.visiontask.backend.LoadedModel;
import dev.visiontask.backend.ModelFile;
import dev.visiontask.backend.ModelFormat;
import java.util.Set;
import java.util.TreeSet;

/**
 * The backend {@code mxnet}: Apache MXNet 1.9.1 on the CPU, for x86-64 Linux (glibc), macOS and Windows.
 *
 * <p><b>Models.</b> {@code NAME-symbol.json} beside {@code NAME-NNNN.params}; of several params files the one with the
 * highest number. Inputs are the variables that the params file does not hold; their shape is {@link
 * dev.visiontask.tensor.Shape#UNKNOWN} unless the symbol declares it, and that of an output always is: both may differ
 * from call to call. Loss layers ({@code SoftmaxOutput} and its like) are replaced by what they compute forwards, so
 * their labels are no inputs.
 *
 * <p><b>Threads.</b> MXNet runs one call at a time; sessions take turns. Give a call more threads rather than a task more
 * concurrency.
 *
 * <p><b>Options.</b> Device {@code cpu}. Threads are OpenMP threads, for each session its own. Property {@code fuse}:
 * {@code true} (the default) merges operators by oneDNN, which made MobileNetV2 2.5 times as fast; {@code false} runs the
 * network as it is written.
 *
 * <p><b>Native library.</b> {@code ai.djl.mxnet:mxnet-native-mkl:1.9.1} with the classifier of the platform must be on
 * the class path, or the environment variable {@code MXNET_LIBRARY_PATH} must name a folder with the library. On first
 * use 185 MB are extracted to {@code ~/.djl.ai/mxnet}, or below the folder that {@code ENGINE_CACHE_DIR} names. Nothing
 * is downloaded and nothing reported, unless the user has set {@code ai.djl.offline} or {@code OPT_OUT_TRACKING} to
 * {@code false}. If the program has used MXNet through DJL itself before this backend, MXNet runs with the settings it
 * found then: calls work, one at a time, and the number of threads is MXNet's own.
 */
public final class MxnetBackend implements Backend {
    private static final String NAME = "mxnet";
    private static final String FUSE = "fuse";

    /** Made by {@link java.util.ServiceLoader}; does nothing. */
    public MxnetBackend() {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<ModelFormat> formats() {
        return Set.of(ModelFormat.MXNET);
    }

    @Override
    public boolean isNativeFor(ModelFormat format) {
        return format.equals(ModelFormat.MXNET);
    }

    @Override
    public Availability probe() {
        try {
            // First, because touching DJL's Engine in any way starts it, and only this way it stays offline.
            String obstacle = MxnetEngine.obstacle();
            return obstacle == null
                    ? Availability.yes("Apache MXNet 1.9.1 through DJL " + Engine.getDjlVersion())
                    : Availability.no(obstacle);
        } catch (LinkageError e) {
            return Availability.no(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public LoadedModel load(ModelFile file, BackendOptions options) {
        boolean isFused = check(options);
        if (!file.format().equals(ModelFormat.MXNET)) {
            throw new ModelFormatException("The backend mxnet reads " + ModelFormat.MXNET.id()
                    + " models (NAME" + ModelFormat.MXNET.suffix() + "), found: "
                    + file.format().id() + " at "
                    + file.path());
        }
        MxnetFiles files = MxnetFiles.of(file.path());
        Engine engine = MxnetEngine.get();
        boolean merges = isFused && engine.hasCapability("MKLDNN");
        return new DjlModel(EngineThread.once(() -> MxnetGraph.load(files, engine, options.threads(), merges)));
    }

    private static boolean check(BackendOptions options) {
        if (!options.device().equals("cpu")) {
            throw new UnsupportedOptionException(
                    "The backend mxnet runs on the device cpu, found: " + options.device());
        }
        Set<String> unknown = new TreeSet<>(options.properties().keySet());
        unknown.remove(FUSE);
        if (!unknown.isEmpty()) {
            throw new UnsupportedOptionException(
                    "The backend mxnet knows the property fuse, found: " + String.join(", ", unknown));
        }
        String fuse = options.properties().getOrDefault(FUSE, "true");
        if (!fuse.equals("true") && !fuse.equals("false")) {
            throw new UnsupportedOptionException("Expected true or false for the property fuse, found: " + fuse);
        }
        return Boolean.parseBoolean(fuse);
    }
}
