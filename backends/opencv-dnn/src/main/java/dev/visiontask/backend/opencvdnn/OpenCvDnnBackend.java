package dev.visiontask.backend.opencvdnn;

import dev.visiontask.BackendNotFoundException;
import dev.visiontask.ModelFormatException;
import dev.visiontask.ModelNotFoundException;
import dev.visiontask.UnsupportedOptionException;
import dev.visiontask.backend.Availability;
import dev.visiontask.backend.Backend;
import dev.visiontask.backend.BackendOptions;
import dev.visiontask.backend.LoadedModel;
import dev.visiontask.backend.ModelFile;
import dev.visiontask.backend.ModelFormat;
import dev.visiontask.image.OpenCvLibrary;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Set;
import org.opencv.core.Core;

/**
 * The backend {@code opencv-dnn}: runs ONNX models on the dnn module of OpenCV, which this library brings anyway. About
 * half as fast as ONNX Runtime, and it reads fewer operators; weights inside the one file only.
 *
 * <p><b>Device.</b> {@code cpu}. <b>Properties.</b> None.
 *
 * <p><b>Tensors.</b> Inputs of float32, int8 and uint8, outputs also of int32 and int64. Inputs of other types are
 * float32, because OpenCV computes in it whatever the file says; so are outputs of float16. A batch is run item by item if
 * the model leaves the batch size open: OpenCV folds the shapes of a batch of one into such models when it reads them.
 * Every output's shape is checked against the declared one. Quantised models run on OpenCV's own integer kernels, which
 * round differently from ONNX Runtime's: expect scores to differ by some hundredths.
 *
 * <p><b>Threads and memory.</b> OpenCV's nets cannot be shared, so that every session has the weights once more. The
 * number of threads is one setting for the whole process, image resampling included: the largest {@code threads} of the
 * models that are open; it goes back to what it was when the last one closes. Sessions stay usable when their model is
 * closed first.
 *
 * <p><b>Standard error.</b> OpenCV prints what goes wrong in its importer besides throwing it. Its Java API cannot switch
 * that off; the environment variable {@code OPENCV_LOG_LEVEL=OFF} can.
 */
public final class OpenCvDnnBackend implements Backend {
    /** For {@link java.util.ServiceLoader}. */
    public OpenCvDnnBackend() {}

    @Override
    public String name() {
        return "opencv-dnn";
    }

    @Override
    public Set<ModelFormat> formats() {
        return Set.of(ModelFormat.ONNX);
    }

    @Override
    public boolean isNativeFor(ModelFormat format) {
        return false;
    }

    @Override
    public Availability probe() {
        try {
            OpenCvLibrary.load();
            return Availability.yes("OpenCV " + Core.VERSION + " dnn, CPU");
        } catch (BackendNotFoundException e) {
            return Availability.no(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public LoadedModel load(ModelFile file, BackendOptions options) {
        if (!file.format().equals(ModelFormat.ONNX)) {
            throw new ModelFormatException("The backend opencv-dnn reads the format onnx, found the format "
                    + file.format().id() + ": " + file.path());
        }
        if (!options.device().equals("cpu")) {
            throw new UnsupportedOptionException(
                    "The backend opencv-dnn has the device cpu, found: " + options.device());
        }
        if (!options.properties().isEmpty()) {
            throw new UnsupportedOptionException("The backend opencv-dnn has no properties, found: "
                    + options.properties().keySet());
        }
        if (!Files.isRegularFile(file.path())) {
            throw new ModelNotFoundException("Expected an ONNX file, found no such file: " + file.path());
        }
        OpenCvLibrary.load();
        try {
            return DnnModel.load(file.path(), Files.readAllBytes(file.path()), options.threads());
        } catch (IOException | OutOfMemoryError e) {
            throw new ModelFormatException(
                    "Expected an ONNX file that can be read, found: " + file.path() + ": " + e, e);
        }
    }
}
