package dev.visiontask.benchmarks;

import dev.visiontask.ImageSize;
import dev.visiontask.PixelFormat;
import dev.visiontask.preprocess.Geometry;
import dev.visiontask.preprocess.ImagePreprocessor;
import dev.visiontask.preprocess.Interpolation;
import dev.visiontask.preprocess.Normalization;
import dev.visiontask.preprocess.PreprocessSpec;
import dev.visiontask.preprocess.Resize;
import dev.visiontask.preprocess.TensorLayout;
import dev.visiontask.tensor.DataType;
import dev.visiontask.tensor.Tensor;
import org.opencv.core.Mat;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** From pixels of the right size to the engine's float buffer: channel order, normalisation, layout. */
public class PackBenchmark extends BenchmarkDefaults {
    /** Ours and the peer, on the same picture. */
    @State(Scope.Benchmark)
    @SuppressWarnings("NullAway.Init") // JMH calls setUp first.
    public static class Picture {
        private Subject subject;
        private DecodedPicture picture;
        private ImagePreprocessor preprocessor;
        private Geometry geometry;
        private Tensor tensor;

        /** Scales the picture and compares both results. */
        @Setup
        public void setUp() {
            subject = Subject.load();
            picture = DecodedPicture.scaled(subject);
            ImageSize size = picture.size();
            float[] mean = {subject.mean(), subject.mean(), subject.mean()};
            float[] std = {subject.std(), subject.std(), subject.std()};
            preprocessor = new ImagePreprocessor(new PreprocessSpec(
                    new Resize.Stretch(size),
                    Interpolation.OPENCV_LINEAR,
                    PixelFormat.RGB,
                    new Normalization(1, mean, std),
                    TensorLayout.NCHW,
                    DataType.FLOAT32));
            geometry = preprocessor.spec().resize().geometry(size);
            tensor = Tensor.allocate("input", DataType.FLOAT32, preprocessor.shape(geometry, 1));
            check(ours(), blob());
        }

        Tensor ours() {
            preprocessor.write(picture.pixels(), geometry, tensor, 0);
            return tensor;
        }

        Mat blob() {
            return InputTensor.blob(subject, picture);
        }

        private static void check(Tensor ours, Mat blob) {
            float[] expected = new float[ours.floats().capacity()];
            blob.reshape(1, 1).get(0, 0, expected);
            blob.release();
            for (int i = 0; i < expected.length; i++) {
                if (Math.abs(expected[i] - ours.floats().get(i)) > 1e-5) {
                    throw new IllegalStateException("Expected " + expected[i] + " at " + i
                            + " as OpenCV has it, found: " + ours.floats().get(i));
                }
            }
        }

        /** Frees native memory. */
        @TearDown
        public void tearDown() {
            preprocessor.close();
            picture.close();
        }
    }

    /** Into a direct buffer that is reused. */
    @Benchmark
    public Tensor pack(Picture picture) {
        return picture.ours();
    }

    /** OpenCV's way to the same numbers; a new Mat a call, as its API has it. */
    @Benchmark
    public long peerBlobFromImage(Picture picture) {
        Mat blob = picture.blob();
        long elements = blob.total();
        blob.release();
        return elements;
    }
}
