package dev.visiontask.preprocess;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visiontask.ImageSize;
import dev.visiontask.PixelFormat;
import dev.visiontask.image.MatPixels;
import dev.visiontask.image.OpenCvLibrary;
import dev.visiontask.image.Pixels;
import dev.visiontask.tensor.DataType;
import dev.visiontask.tensor.Tensor;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Random;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.imgcodecs.Imgcodecs;

/** Pictures for the tests of this package: read from files, or made up. */
final class Pictures {
    private Pictures() {}

    /** Samples in a heap or direct buffer, with some bytes between the rows. */
    record Plain(int width, int height, PixelFormat format, int rowStride, ByteBuffer data) implements Pixels {
        @Override
        public void close() {}
    }

    static Pixels read(Path file) {
        OpenCvLibrary.load();
        Mat mat = Imgcodecs.imread(file.toString(), Imgcodecs.IMREAD_COLOR);
        assertThat(mat.empty()).as("%s can be read", file).isFalse();
        return new MatPixels(mat, PixelFormat.BGR);
    }

    /** Noise over a gradient, so that both overshoot and clipping happen. */
    static byte[] samples(int count, long seed) {
        Random random = new Random(seed);
        byte[] samples = new byte[count];
        for (int i = 0; i < count; i++) {
            int kind = random.nextInt(4);
            samples[i] = (byte) (kind == 0 ? 0 : kind == 1 ? 255 : random.nextInt(256));
        }
        return samples;
    }

    static Pixels mat(ImageSize size, PixelFormat format, long seed) {
        OpenCvLibrary.load();
        Mat mat = new Mat(size.height(), size.width(), CvType.CV_8UC(format.channels()));
        mat.put(0, 0, samples((int) size.pixels() * format.channels(), seed));
        return new MatPixels(mat, format);
    }

    /** The same samples as {@link #mat}, in a buffer with a gap of {@code gap} bytes after each row. */
    static Pixels plain(ImageSize size, PixelFormat format, long seed, int gap, boolean direct) {
        int rowBytes = size.width() * format.channels();
        byte[] samples = samples(rowBytes * size.height(), seed);
        int bytes = (rowBytes + gap) * size.height();
        ByteBuffer data = direct ? ByteBuffer.allocateDirect(bytes) : ByteBuffer.allocate(bytes);
        for (int y = 0; y < size.height(); y++) {
            data.put(y * (rowBytes + gap), samples, y * rowBytes, rowBytes);
        }
        return new Plain(size.width(), size.height(), format, rowBytes + gap, data);
    }

    /** Preprocesses one picture into a tensor of its own. */
    static Tensor run(PreprocessSpec spec, Pixels pixels) {
        Geometry geometry = spec.resize().geometry(new ImageSize(pixels.width(), pixels.height()));
        try (ImagePreprocessor preprocessor = new ImagePreprocessor(spec)) {
            Tensor tensor = Tensor.allocate("input", spec.type(), preprocessor.shape(geometry, 1));
            preprocessor.write(pixels, geometry, tensor, 0);
            return tensor;
        }
    }

    /** The samples of a picture after resizing: RGB, interleaved. */
    static byte[] resized(Resize resize, Interpolation interpolation, Pixels pixels) {
        PreprocessSpec spec = new PreprocessSpec(
                resize, interpolation, PixelFormat.RGB, Normalization.NONE, TensorLayout.NHWC, DataType.UINT8);
        Tensor tensor = run(spec, pixels);
        byte[] samples = new byte[tensor.bytes().capacity()];
        tensor.bytes().get(0, samples);
        return samples;
    }
}
