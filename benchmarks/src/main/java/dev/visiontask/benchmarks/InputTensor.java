package dev.visiontask.benchmarks;

import org.opencv.core.Mat;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.dnn.Dnn;

/** The subject's picture as the numbers that go into the engine, made by OpenCV and not by what is measured. */
final class InputTensor {
    private InputTensor() {}

    /** {@code [1, 3, height, width]}, RGB. */
    static float[] of(Subject subject) {
        try (DecodedPicture picture = DecodedPicture.scaled(subject)) {
            Mat blob = blob(subject, picture);
            float[] values = new float[Math.toIntExact(blob.total())];
            blob.reshape(1, 1).get(0, 0, values);
            blob.release();
            return values;
        }
    }

    /** The same as a Mat, which the caller releases. */
    static Mat blob(Subject subject, DecodedPicture picture) {
        Scalar mean = Scalar.all(subject.mean());
        return Dnn.blobFromImage(picture.mat(), 1 / subject.std(), new Size(), mean, true, false);
    }
}
