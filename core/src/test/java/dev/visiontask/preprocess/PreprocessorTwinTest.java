package dev.visiontask.preprocess;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visiontask.ImageSize;
import dev.visiontask.PixelFormat;
import dev.visiontask.image.Pixels;
import dev.visiontask.tensor.DataType;
import dev.visiontask.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The fast way against its slow twin. */
final class PreprocessorTwinTest {
    private static final List<ImageSize> SIZES = List.of(
            new ImageSize(1, 1),
            new ImageSize(2, 1),
            new ImageSize(1, 3),
            new ImageSize(17, 13),
            new ImageSize(61, 5),
            new ImageSize(5, 64),
            new ImageSize(24, 20),
            new ImageSize(90, 71),
            new ImageSize(3, 320));

    private static final Normalization UNEVEN =
            new Normalization(1 / 255.0, new float[] {0.485f, 0.456f, 0.406f}, new float[] {0.229f, 0.224f, 0.225f});
    private static final Normalization EVEN = new Normalization(1, new float[] {128}, new float[] {-127.5f});

    static List<Resize> resizes() {
        ImageSize target = new ImageSize(24, 20);
        return List.of(
                new Resize.Stretch(target),
                new Resize.Stretch(new ImageSize(1, 1)),
                new Resize.ShortestEdge(26, target),
                new Resize.ShortestEdge(11, target),
                new Resize.StretchCrop(new ImageSize(27, 15), target, true),
                new Resize.Letterbox(target, 114, true, true, false),
                new Resize.Letterbox(target, 0, false, true, true),
                new Resize.Letterbox(target, 255, true, false, true),
                new Resize.Letterbox(target, 7, false, false, false),
                new Resize.FitWithin(target, 8, true),
                new Resize.FitWithin(target, 1, false));
    }

    /** Nearest leaves no room: every number of every combination of order, layout and type is checked exactly. */
    @ParameterizedTest
    @MethodSource("resizes")
    void write_placesOrdersAndNormalisesLikeItsTwin(Resize resize) {
        List<PreprocessSpec> specs = combinations(resize);
        for (ImageSize size : SIZES) {
            for (PixelFormat format : PixelFormat.values()) {
                compare(specs, size, format, 0);
            }
        }
    }

    private static List<PreprocessSpec> combinations(Resize resize) {
        List<PreprocessSpec> specs = new ArrayList<>();
        for (Interpolation nearest : List.of(Interpolation.PILLOW_NEAREST, Interpolation.OPENCV_NEAREST)) {
            for (PixelFormat color : PixelFormat.values()) {
                Normalization normalization = color == PixelFormat.GRAY ? EVEN : UNEVEN;
                for (TensorLayout layout : TensorLayout.values()) {
                    specs.add(new PreprocessSpec(resize, nearest, color, normalization, layout, DataType.FLOAT32));
                    specs.add(new PreprocessSpec(resize, nearest, color, Normalization.NONE, layout, DataType.UINT8));
                }
            }
        }
        return specs;
    }

    @ParameterizedTest
    @EnumSource(Interpolation.class)
    void write_resamplesLikeItsTwin(Interpolation interpolation) {
        for (Resize resize : resizes()) {
            for (ImageSize size : SIZES) {
                if (interpolation == Interpolation.OPENCV_AREA && enlarges(resize.geometry(size))) {
                    continue; // OpenCV then takes a variant of linear, which the goldens cover.
                }
                PreprocessSpec spec = new PreprocessSpec(
                        resize, interpolation, PixelFormat.RGB, UNEVEN, TensorLayout.NCHW, DataType.FLOAT32);
                compare(List.of(spec), size, PixelFormat.BGR, 1);
                compare(List.of(spec), size, PixelFormat.GRAY, 1);
            }
        }
    }

    private static boolean enlarges(Geometry geometry) {
        return geometry.resized().width() > geometry.source().width()
                || geometry.resized().height() > geometry.source().height();
    }

    /** From three kinds of memory. */
    private static void compare(List<PreprocessSpec> specs, ImageSize size, PixelFormat format, int levels) {
        try (Pixels mat = Pictures.mat(size, format, size.pixels());
                Pixels heap = Pictures.plain(size, format, size.pixels(), 5, false);
                Pixels direct = Pictures.plain(size, format, size.pixels(), 7, true)) {
            for (PreprocessSpec spec : specs) {
                compare(spec, size, List.of(mat, heap, direct), levels);
            }
        }
    }

    /** Writes the second of three pictures and compares with the twin. */
    private static void compare(PreprocessSpec spec, ImageSize size, List<Pixels> sources, int levels) {
        Geometry geometry = spec.resize().geometry(size);
        int[][][] expected = PlainPreprocessor.samples(spec, sources.get(1), geometry);
        try (ImagePreprocessor preprocessor = new ImagePreprocessor(spec)) {
            Tensor tensor = Tensor.allocate("input", spec.type(), preprocessor.shape(geometry, 3));
            for (Pixels pixels : sources) {
                fill(tensor);
                preprocessor.write(pixels, geometry, tensor, 1);
                check(spec, expected, tensor, levels, pixels.format() + " " + geometry);
            }
        }
    }

    private static void fill(Tensor tensor) {
        for (int i = 0; i < tensor.bytes().capacity(); i++) {
            tensor.bytes().put(i, (byte) 0x5a);
        }
    }

    private static void check(PreprocessSpec spec, int[][][] expected, Tensor tensor, int levels, String what) {
        int channels = expected.length;
        int height = expected[0].length;
        int width = expected[0][0].length;
        int picture = channels * height * width;
        for (int i = 0; i < picture; i++) {
            assertUntouched(tensor, i, what);
            assertUntouched(tensor, 2 * picture + i, what);
            boolean planar = spec.layout() == TensorLayout.NCHW;
            int c = planar ? i / (height * width) : i % channels;
            int y = planar ? i / width % height : i / channels / width;
            int x = planar ? i % width : i / channels % width;
            if (!matches(spec, tensor, picture + i, expected[c][y][x], c, levels)) {
                throw new AssertionError("channel " + c + " column " + x + " row " + y + ": expected sample "
                        + expected[c][y][x] + ", found " + value(tensor, picture + i) + " for " + what + " by " + spec);
            }
        }
    }

    private static boolean matches(PreprocessSpec spec, Tensor tensor, int index, int sample, int channel, int levels) {
        for (int level = -levels; level <= levels; level++) {
            float wanted = spec.type() == DataType.UINT8
                    ? sample + level
                    : spec.normalization().apply(sample + level, channel);
            if (value(tensor, index) == wanted) {
                return true;
            }
        }
        return false;
    }

    private static float value(Tensor tensor, int index) {
        return tensor.type() == DataType.UINT8
                ? tensor.bytes().get(index) & 0xff
                : tensor.floats().get(index);
    }

    private static void assertUntouched(Tensor tensor, int index, String what) {
        int bytes = tensor.type().bytes();
        for (int i = index * bytes; i < (index + 1) * bytes; i++) {
            if (tensor.bytes().get(i) != 0x5a) {
                assertThat(i)
                        .as("a byte of another picture is overwritten: " + what)
                        .isNegative();
            }
        }
    }
}
