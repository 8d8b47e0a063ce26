package dev.visiontask.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.visiontask.BadInputException;
import dev.visiontask.EncodedImage;
import dev.visiontask.ImageSize;
import dev.visiontask.ImageSource;
import dev.visiontask.PixelFormat;
import dev.visiontask.TestData;
import dev.visiontask.UnsupportedOptionException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Scalar;

class ImageReaderTest {
    private static final ReadOptions FAST = ReadOptions.DEFAULT.withDecoding(Decoding.FAST);

    private static ImageSource landscape(int orientation) {
        return ImageSource.of(TestData.path("images/robust/exif/Landscape_" + orientation + ".jpg"));
    }

    private static ImageSize sizeOf(Pixels pixels) {
        return new ImageSize(pixels.width(), pixels.height());
    }

    @ParameterizedTest
    @CsvSource({
        "1, 225, 150, 225, 150", // an eighth is just enough
        "1, 226, 150, 450, 300",
        "1, 225, 151, 450, 300",
        "1, 224, 224, 450, 300",
        "1, 451, 1, 900, 600",
        "1, 901, 1, 1800, 1200",
        "1, 9999, 9999, 1800, 1200",
        "6, 450, 300, 450, 300",
        "6, 450, 301, 900, 600",
        "6, 300, 450, 900, 600"
    })
    void readFast_leavesAtLeastTheWantedSize(
            int orientation, int wantedWidth, int wantedHeight, int width, int height) {
        try (ImageReader reader = new ImageReader(FAST);
                DecodedImage image =
                        reader.read(landscape(orientation), full -> new ImageSize(wantedWidth, wantedHeight))) {
            assertThat(image.size()).isEqualTo(new ImageSize(1800, 1200));
            assertThat(sizeOf(image.pixels())).isEqualTo(new ImageSize(width, height));
        }
    }

    @Test
    void readFast_roundsOddEdgesUpAndShowsTheSamePicture() throws IOException {
        Path file = TestData.path("images/robust/generated/valid.jpg");
        try (ImageReader exact = new ImageReader(ReadOptions.DEFAULT);
                ImageReader fast = new ImageReader(FAST);
                DecodedImage whole = exact.read(ImageSource.of(file));
                DecodedImage half = fast.read(ImageSource.of(file), full -> new ImageSize(100, 100))) {
            assertThat(sizeOf(half.pixels()))
                    .isEqualTo(new ImageSize(
                            (whole.size().width() + 1) / 2, (whole.size().height() + 1) / 2));
            assertThat(mean(half.pixels())).isCloseTo(mean(whole.pixels()), within(1.0));
        }
    }

    private static double mean(Pixels pixels) {
        long sum = 0;
        byte[] rgb = Rgb.of(pixels);
        for (byte sample : rgb) {
            sum += sample & 0xff;
        }
        return sum / (double) rgb.length;
    }

    @Test
    void read_leavesPictureAsStoredIfOptionsSaySo() {
        try (ImageReader reader = new ImageReader(ReadOptions.DEFAULT.withApplyOrientation(false));
                DecodedImage image = reader.read(landscape(6))) {
            assertThat(image.size()).isEqualTo(new ImageSize(1200, 1800));
            assertThat(sizeOf(image.pixels())).isEqualTo(image.size());
            assertThat(image.orientationApplied()).isFalse();
        }
    }

    @Test
    void read_turnsTiffsByAllOrientations() {
        // As stored:     10 20 30
        //                40 50 60
        String[] upright = {
            "10 20 30 40 50 60",
            "30 20 10 60 50 40",
            "60 50 40 30 20 10",
            "40 50 60 10 20 30",
            "10 40 20 50 30 60",
            "40 10 50 20 60 30",
            "60 30 50 20 40 10",
            "30 60 20 50 10 40"
        };
        for (int bits : new int[] {8, 16}) {
            for (int orientation = 1; orientation <= 8; orientation++) {
                byte[] tiff = Encoded.tiff(orientation, bits);
                assertThat(gray(tiff, ReadOptions.DEFAULT))
                        .as("%d bits, orientation %d", bits, orientation)
                        .isEqualTo(upright[orientation - 1]);
                assertThat(gray(tiff, ReadOptions.DEFAULT.withApplyOrientation(false)))
                        .isEqualTo(upright[0]);
            }
        }
    }

    private static String gray(byte[] encoded, ReadOptions options) {
        try (ImageReader reader = new ImageReader(options);
                DecodedImage image = reader.read(ImageSource.of(encoded))) {
            byte[] rgb = Rgb.of(image.pixels());
            StringBuilder samples = new StringBuilder();
            for (int i = 0; i < rgb.length; i += 3) {
                samples.append(i == 0 ? "" : " ").append(rgb[i]);
            }
            return samples.toString();
        }
    }

    @Test
    void read_placesFirstFrameOfGifOnItsCanvas() {
        assertThat(gray(Encoded.gif(3, 2, 1, 0, 2, 2), ReadOptions.DEFAULT)).isEqualTo("0 10 20 0 30 10");
        assertThat(gray(Encoded.gif(1, 1, 1, 0, 2, 2), ReadOptions.DEFAULT)).isEqualTo("0 10 20 0 30 10");
    }

    @Test
    void read_refusesFileBeyondTheLimits() throws IOException {
        Path file = TestData.path("images/robust/generated/valid.jpg");
        ImageLimits limits = ImageLimits.DEFAULT;
        assertRefused(file, limits.withMaxEncodedBytes(1000), "expected at most 1000 bytes, found " + Files.size(file));
        assertRefused(file, limits.withMaxPixels(1000), "expected at most 1000 pixels");
        assertRefused(file, limits.withFormats(Set.of(ImageFormat.PNG)), "do not allow this format");
    }

    private static void assertRefused(Path file, ImageLimits limits, String reason) {
        try (ImageReader reader = new ImageReader(ReadOptions.DEFAULT.withLimits(limits))) {
            assertThatExceptionOfType(BadInputException.class)
                    .isThrownBy(() -> reader.read(ImageSource.of(file)))
                    .withMessageContaining(file.toString())
                    .withMessageContaining(reason);
        }
    }

    @Test
    void read_refusesRawFrameBeyondTheLimit() {
        ReadOptions options = ReadOptions.DEFAULT.withLimits(ImageLimits.DEFAULT.withMaxPixels(3));
        ImageSource frame = ImageSource.ofPixels(ByteBuffer.allocate(12), 2, 2, 6, PixelFormat.RGB);
        try (ImageReader reader = new ImageReader(options)) {
            assertThatExceptionOfType(BadInputException.class)
                    .isThrownBy(() -> reader.read(frame))
                    .withMessageContaining("at most 3 pixels");
        }
    }

    @Test
    void read_refusesDirectory(@TempDir Path folder) {
        try (ImageReader reader = new ImageReader(ReadOptions.DEFAULT)) {
            assertThatExceptionOfType(BadInputException.class)
                    .isThrownBy(() -> reader.read(ImageSource.of(folder)))
                    .withMessageContaining("found a directory");
        }
    }

    @Test
    void read_throwsAfterClose() {
        ImageReader reader = new ImageReader(ReadOptions.DEFAULT);
        reader.close();
        reader.close();
        assertThatThrownBy(() -> reader.read(ImageSource.of(new byte[1]))).isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"valid.jpg", "valid.png", "valid.gif", "valid.bmp", "valid.webp", "valid.tif", "animated.webp"})
    void readHeader_survivesBrokenBytes(String name) throws IOException {
        byte[] good = Files.readAllBytes(TestData.path("images/robust/generated/" + name));
        Random random = new Random(7);
        try (ImageReader reader = new ImageReader(ReadOptions.DEFAULT)) {
            for (int i = 0; i < 400; i++) {
                byte[] broken = Arrays.copyOf(good, i < 100 ? i : good.length);
                for (int change = 0; change < 1 + i % 4 && broken.length > 0; change++) {
                    broken[random.nextInt(Math.min(broken.length, 200))] = (byte) random.nextInt();
                }
                readHeaderOrRefuse(reader, broken);
            }
        }
    }

    private static void readHeaderOrRefuse(ImageReader reader, byte[] broken) {
        try {
            assertThat(reader.readHeader((EncodedImage) ImageSource.of(broken)).width())
                    .isPositive();
        } catch (BadInputException e) {
            assertThat(e).hasMessageContaining("bytes[" + broken.length + "]");
        }
    }

    private record Fake(String name, ImageFormat format, int width) implements ImageDecoder {
        @Override
        public boolean supports(ImageFormat format) {
            return format == this.format;
        }

        @Override
        public Pixels decode(ByteBuffer encoded, ImageHeader header, DecodeRequest request) {
            OpenCvLibrary.load();
            return new MatPixels(new Mat(2, width, CvType.CV_8UC3, new Scalar(9, 9, 9)), PixelFormat.BGR);
        }
    }

    private static String decodedBy(byte[] encoded, @Nullable String name, ImageDecoder... extra) {
        Decoders decoders = new Decoders(List.of(extra), name);
        try (ImageReader reader = new ImageReader(ReadOptions.DEFAULT, decoders);
                DecodedImage image = reader.read(ImageSource.of(encoded))) {
            return Rgb.of(image.pixels())[0] == 9 ? "fake" : "built-in";
        }
    }

    @Test
    void decoder_isTheExtraOneOrTheNamedOne() {
        byte[] tiff = Encoded.tiff(1, 8);
        Fake quick = new Fake("quick", ImageFormat.TIFF, 3);
        Fake fast = new Fake("fast", ImageFormat.TIFF, 3);
        Fake jpeg = new Fake("jpeg", ImageFormat.JPEG, 3);
        assertThat(decodedBy(tiff, null)).isEqualTo("built-in");
        assertThat(decodedBy(tiff, null, quick, jpeg)).isEqualTo("fake");
        assertThat(decodedBy(tiff, "tiff", quick)).isEqualTo("built-in");
        assertThat(decodedBy(tiff, "fast", quick, fast)).isEqualTo("fake");
        assertThat(decodedBy(tiff, "jpeg", jpeg)).isEqualTo("built-in");
        assertThatExceptionOfType(UnsupportedOptionException.class)
                .isThrownBy(() -> new Decoders(List.of(quick, fast), null))
                .withMessageContaining("[quick, fast]");
        assertThatExceptionOfType(UnsupportedOptionException.class)
                .isThrownBy(() -> new Decoders(List.of(quick), "turbo"))
                .withMessageContaining("[quick, opencv, gif, tiff, bmp, pnm]")
                .withMessageContaining("found: turbo");
    }

    @Test
    void read_refusesDecodersAnswerOfAnotherSize() {
        Decoders decoders = new Decoders(List.of(new Fake("odd", ImageFormat.TIFF, 4)), null);
        try (ImageReader reader = new ImageReader(ReadOptions.DEFAULT, decoders)) {
            assertThatExceptionOfType(BadInputException.class)
                    .isThrownBy(() -> reader.read(ImageSource.of(Encoded.tiff(1, 8))))
                    .withMessageContaining("header says 3x2 pixels, but the decoder odd found 4x2");
        }
    }

    @Test
    void read_givesHeader() {
        try (ImageReader reader = new ImageReader(ReadOptions.DEFAULT);
                DecodedImage image = reader.read(landscape(8))) {
            ImageHeader header = Objects.requireNonNull(image.header());
            assertThat(header.orientation()).isEqualTo(8);
            assertThat(header.format()).isEqualTo(ImageFormat.JPEG);
            assertThat(image.orientationApplied()).isTrue();
        }
    }
}
