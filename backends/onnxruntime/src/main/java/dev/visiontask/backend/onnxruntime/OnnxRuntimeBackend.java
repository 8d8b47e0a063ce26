package dev.visiontask.backend.onnxruntime;

import ai.onnxruntime.OrtException;
import dev.visiontask.ModelFormatException;
import dev.visiontask.ModelNotFoundException;
import dev.visiontask.UnsupportedOptionException;
import dev.visiontask.backend.Availability;
import dev.visiontask.backend.Backend;
import dev.visiontask.backend.BackendOptions;
import dev.visiontask.backend.LoadedModel;
import dev.visiontask.backend.ModelFile;
import dev.visiontask.backend.ModelFormat;
import java.nio.file.Files;
import java.util.Set;

/**
 * The backend {@code onnxruntime}: runs ONNX models on Microsoft's ONNX Runtime, the engine that the format belongs to.
 *
 * <p><b>Device.</b> {@code cpu}.
 *
 * <p><b>Properties.</b> {@code spinning}: {@code true} lets idle engine threads burn CPU time while they wait for work,
 * which saves some latency on a machine that runs nothing else; {@code false} (default) lets them sleep.
 *
 * <p><b>Threads and memory.</b> All sessions of a model share its weights and one pool of engine threads, sized so that
 * {@code sessions} runs at the same time keep {@code threads * sessions} CPU threads busy; a run that is alone may use
 * helpers meant for the others. Inputs and outputs are the session's own direct buffers: the engine reads and writes them
 * in place. Only an output whose shape depends on the data is copied. A model that is closed while sessions are open is
 * freed when the last session closes.
 *
 * <p><b>One process.</b> ONNX Runtime has one environment a process, made by whoever comes first. DJL's ONNX Runtime
 * engine insists on making it, and fails with "Tried to specify the thread pool when creating an OrtEnvironment" if
 * another one did: a program that uses both loads DJL's engine first. Telemetry is switched off.
 */
public final class OnnxRuntimeBackend implements Backend {
    static final String NAME = "onnxruntime";

    /** For {@link java.util.ServiceLoader}. */
    public OnnxRuntimeBackend() {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<ModelFormat> formats() {
        return Set.of(ModelFormat.ONNX);
    }

    @Override
    public boolean isNativeFor(ModelFormat format) {
        return format.equals(ModelFormat.ONNX);
    }

    @Override
    public Availability probe() {
        return OrtRuntime.probe();
    }

    @Override
    public LoadedModel load(ModelFile file, BackendOptions options) {
        if (!file.format().equals(ModelFormat.ONNX)) {
            throw new ModelFormatException("The backend onnxruntime reads the format onnx, found the format "
                    + file.format().id() + ": " + file.path());
        }
        if (!options.device().equals("cpu")) {
            throw new UnsupportedOptionException(
                    "The backend onnxruntime has the device cpu, found: " + options.device());
        }
        OrtTuning tuning = OrtTuning.of(options);
        if (!Files.isRegularFile(file.path())) {
            throw new ModelNotFoundException("Expected an ONNX file, found no such file: " + file.path());
        }
        try {
            return OrtModel.load(OrtRuntime.environment(), file.path(), tuning);
        } catch (OrtException e) {
            throw OrtErrors.onLoad(file.path(), e);
        }
    }
}
