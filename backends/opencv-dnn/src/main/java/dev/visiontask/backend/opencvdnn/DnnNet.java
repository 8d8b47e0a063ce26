package dev.visiontask.backend.opencvdnn;

import dev.visiontask.BackendNotFoundException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import org.opencv.core.Core;
import org.opencv.core.Mat;
import org.opencv.dnn.Dnn;
import org.opencv.dnn.Net;

/**
 * A net that is freed when it is closed. OpenCV's own {@link Net} is freed by its finalizer alone, some collection after
 * it is needed no more, and hands its weights to nobody; so this class asks OpenCV's native method for the address and
 * owns it, and a second wrapper that would free it again never exists.
 */
final class DnnNet extends Net implements AutoCloseable {
    private boolean freed;

    private DnnNet(long address) {
        super(address);
    }

    /**
     * Builds a net.
     *
     * @param file the bytes of the ONNX file, one column
     * @throws EngineException if OpenCV cannot read it
     */
    static DnnNet read(Mat file) throws EngineException {
        try {
            Method read = Dnn.class.getDeclaredMethod("readNetFromONNX_1", long.class);
            read.setAccessible(true);
            DnnNet net = new DnnNet((long) read.invoke(null, file.getNativeObjAddr()));
            return prepared(net);
        } catch (InvocationTargetException e) {
            throw new EngineException(e.getCause() == null ? e : e.getCause());
        } catch (ReflectiveOperationException | RuntimeException e) {
            throw new BackendNotFoundException(
                    "Expected org.opencv.dnn of OpenCV 4.9 to be accessible, found OpenCV " + Core.VERSION
                            + ". Use the version of org.openpnp:opencv that the BOM names.",
                    e);
        }
    }

    private static DnnNet prepared(DnnNet net) {
        boolean isReady = false;
        try {
            net.setPreferableBackend(Dnn.DNN_BACKEND_OPENCV);
            net.setPreferableTarget(Dnn.DNN_TARGET_CPU);
            isReady = true;
            return net;
        } finally {
            if (!isReady) {
                net.close();
            }
        }
    }

    @Override
    public void close() {
        finalize();
    }

    /** Frees the net the first time; the collector's call, when there is one, finds nothing left to do. */
    @Override
    @SuppressWarnings({"deprecation", "removal", "Finalize", "NoFinalizer"})
    protected synchronized void finalize() {
        if (!freed) {
            freed = true;
            try {
                super.finalize();
            } catch (Throwable e) {
                throw new IllegalStateException("OpenCV failed to free a net", e);
            }
        }
    }

    /** OpenCV failed; the cause says why. */
    static final class EngineException extends Exception {
        private static final long serialVersionUID = 1L;

        EngineException(Throwable cause) {
            super(cause);
        }
    }
}
