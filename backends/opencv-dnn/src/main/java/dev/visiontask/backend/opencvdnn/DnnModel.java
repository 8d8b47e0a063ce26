package dev.visiontask.backend.opencvdnn;

import dev.visiontask.ModelFormatException;
import dev.visiontask.backend.LoadedModel;
import dev.visiontask.backend.Session;
import dev.visiontask.tensor.DataType;
import dev.visiontask.tensor.TensorInfo;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.opencv.core.CvType;
import org.opencv.core.Mat;

/** The bytes of a file, of which every session builds its own net. */
final class DnnModel implements LoadedModel {
    private static final Set<DataType> INPUT_TYPES = EnumSet.of(DataType.FLOAT32, DataType.UINT8, DataType.INT8);
    private static final Set<DataType> OUTPUT_TYPES =
            EnumSet.of(DataType.FLOAT32, DataType.UINT8, DataType.INT8, DataType.INT32, DataType.INT64);

    private final Path path;
    private final OnnxHeader header;
    private final Mat file;
    private final int threads;
    /** Built to see whether OpenCV can; the first session takes it. */
    private @Nullable DnnNet spare;

    private boolean closed;

    private DnnModel(Path path, OnnxHeader header, Mat file, DnnNet spare, int threads) {
        this.path = path;
        this.header = header;
        this.file = file;
        this.spare = spare;
        this.threads = threads;
        DnnThreads.enter(threads);
    }

    static DnnModel load(Path path, byte[] bytes, int threads) {
        OnnxHeader header = readHeader(path, bytes);
        Mat file = new Mat(bytes.length, 1, CvType.CV_8U);
        DnnModel model = null;
        DnnNet net = null;
        try {
            file.put(0, 0, bytes);
            net = build(path, file);
            model = new DnnModel(path, header, file, net, threads);
            return model;
        } finally {
            if (model == null) {
                file.release();
                if (net != null) {
                    net.close();
                }
            }
        }
    }

    private static OnnxHeader readHeader(Path path, byte[] bytes) {
        try {
            OnnxHeader header = OnnxHeader.read(bytes);
            requireTypes(path, header.inputs(), INPUT_TYPES);
            requireTypes(path, header.outputs(), OUTPUT_TYPES);
            return header;
        } catch (MalformedOnnxException e) {
            throw DnnErrors.onLoad(path, e);
        }
    }

    private static void requireTypes(Path path, List<TensorInfo> tensors, Set<DataType> types) {
        for (TensorInfo tensor : tensors) {
            if (!types.contains(tensor.type())) {
                throw new ModelFormatException("The backend opencv-dnn runs tensors of " + types + " here, found "
                        + tensor + " in " + path + ". The backend onnxruntime runs more types.");
            }
        }
    }

    private static DnnNet build(Path path, Mat file) {
        try {
            return DnnNet.read(file);
        } catch (DnnNet.EngineException e) {
            throw DnnErrors.onLoad(path, e.getCause() == null ? e : e.getCause());
        }
    }

    @Override
    public synchronized List<TensorInfo> inputs() {
        requireOpen();
        return header.inputs();
    }

    @Override
    public synchronized List<TensorInfo> outputs() {
        requireOpen();
        return header.outputs();
    }

    @Override
    public synchronized Map<String, String> metadata() {
        requireOpen();
        return header.metadata();
    }

    @Override
    public synchronized String device() {
        requireOpen();
        return "cpu";
    }

    @Override
    public synchronized Session newSession() {
        requireOpen();
        DnnNet net = spare == null ? build(path, file) : spare;
        spare = null;
        boolean isMade = false;
        try {
            Session session = new DnnSession(header, net);
            isMade = true;
            return session;
        } finally {
            if (!isMade) {
                net.close();
            }
        }
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            try {
                if (spare != null) {
                    spare.close();
                    spare = null;
                }
            } finally {
                file.release();
                DnnThreads.leave(threads);
            }
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("The model is closed");
        }
    }
}
