package dev.visiontask.backend.onnxruntime;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.visiontask.backend.LoadedModel;
import dev.visiontask.backend.Session;
import dev.visiontask.tensor.TensorInfo;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One engine session, which any number of threads may run, and its users: this model and our sessions. The last one to
 * leave frees it, because the engine neither guards a run against a close nor survives a second close.
 */
final class OrtModel implements LoadedModel {
    private final OrtEnvironment environment;
    private final OrtFile opened;
    private final OrtSession.SessionOptions options;
    private final OrtSession session;
    private final List<TensorInfo> inputs;
    private final List<TensorInfo> outputs;
    private final Map<String, String> metadata;
    private int users = 1;
    private boolean closed;

    private OrtModel(
            OrtEnvironment environment,
            OrtFile opened,
            OrtSession.SessionOptions options,
            OrtSession session,
            Path file)
            throws OrtException {
        this.environment = environment;
        this.opened = opened;
        this.options = options;
        this.session = session;
        this.inputs = OrtTypes.tensors(file, session.getInputInfo().values());
        this.outputs = OrtTypes.tensors(file, session.getOutputInfo().values());
        this.metadata = metadata(session, opened.path());
    }

    /** A pair may be without a value in the file: the engine gives null, or nothing at all, for it. */
    private static Map<String, String> metadata(OrtSession session, String file) throws OrtException {
        Map<String, String> pairs = new HashMap<>();
        session.getMetadata().getCustomMetadata().forEach((key, value) -> {
            if (key != null) {
                pairs.put(key, value == null ? "" : value);
            }
        });
        return Map.copyOf(isAscii(pairs) ? pairs : reread(file, pairs));
    }

    private static boolean isAscii(Map<String, String> pairs) {
        return pairs.entrySet().stream()
                .allMatch(pair -> (pair.getKey() + pair.getValue()).chars().allMatch(letter -> letter < 128));
    }

    private static Map<String, String> reread(String file, Map<String, String> garbled) {
        try {
            return OnnxMetadata.read(Path.of(file));
        } catch (IOException otherFormat) {
            // The engine reads files of its own format, too.
            return garbled;
        }
    }

    static OrtModel load(OrtEnvironment environment, Path file, OrtTuning tuning) throws OrtException {
        OrtSession.SessionOptions options = new OrtSession.SessionOptions();
        OrtFile opened = null;
        OrtSession session = null;
        OrtModel model = null;
        try {
            opened = OrtFile.of(file);
            tuning.applyTo(options);
            session = environment.createSession(opened.path(), options);
            model = new OrtModel(environment, opened, options, session, file);
            return model;
        } finally {
            if (model == null) {
                try {
                    if (session != null) {
                        session.close();
                    }
                } finally {
                    options.close();
                }
                if (opened != null) {
                    opened.close();
                }
            }
        }
    }

    @Override
    public synchronized List<TensorInfo> inputs() {
        requireOpen();
        return inputs;
    }

    @Override
    public synchronized List<TensorInfo> outputs() {
        requireOpen();
        return outputs;
    }

    @Override
    public synchronized Map<String, String> metadata() {
        requireOpen();
        return metadata;
    }

    @Override
    public synchronized String device() {
        requireOpen();
        return "cpu";
    }

    @Override
    public synchronized Session newSession() {
        requireOpen();
        OrtModelSession created = new OrtModelSession(this, environment, session, inputs, outputs);
        users++;
        return created;
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            leave();
        }
    }

    /** Called once by each session, when it closes. */
    synchronized void leave() {
        users--;
        if (users > 0) {
            return;
        }
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime failed to free the model", e);
        } finally {
            options.close();
            opened.close();
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("The model is closed");
        }
    }
}
