package dev.visiontask.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.visiontask.BadInputException;
import dev.visiontask.ImageSource;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What Pillow 12.3 makes of TIFFs of many kinds, and what is refused since nothing says how it would look. */
class TiffDecoderTest {
    private static final ByteOrder LITTLE = ByteOrder.LITTLE_ENDIAN;
    private static final ByteOrder BIG = ByteOrder.BIG_ENDIAN;
    private static final int GRAY = 1;
    private static final int RGB = 2;
    private static final int PALETTE = 3;
    private static final int CMYK = 5;
    private static final int EXTRA = 338;
    private static final int ASSOCIATED = 1;
    private static final int UNASSOCIATED = 2;

    private static String rgb(byte[] encoded) {
        try (ImageReader reader = new ImageReader(ReadOptions.DEFAULT);
                DecodedImage image = reader.read(ImageSource.of(encoded))) {
            byte[] rgb = Rgb.of(image.pixels());
            return String.join(
                    " ",
                    IntStream.range(0, rgb.length)
                            .mapToObj(i -> "" + (rgb[i] & 0xff))
                            .toList());
        }
    }

    private static TiffFile tiff(int photometric, int bits, int samples) {
        return new TiffFile(LITTLE, 2, 1, photometric, bits, samples);
    }

    private static int[] wide(int... samples) {
        return Arrays.stream(samples).map(s -> s << 8 | 0x80).toArray();
    }

    @ParameterizedTest
    @EnumSource
    void read_dropsAlphaThatIsNotMultiplied(TiffFile.Packing packing) {
        int[] samples = {250, 10, 10, 2, 10, 10, 250, 253};
        for (ByteOrder order : new ByteOrder[] {LITTLE, BIG}) {
            for (int extra : new int[] {0, ASSOCIATED, UNASSOCIATED}) {
                TiffFile eight =
                        new TiffFile(order, 2, 1, RGB, 8, 4).with(EXTRA, extra).packed(packing);
                assertThat(rgb(eight.segment(8, samples).bytes())).isEqualTo("250 10 10 10 10 250");
                TiffFile sixteen =
                        new TiffFile(order, 2, 1, RGB, 16, 4).with(EXTRA, extra).packed(packing);
                assertThat(rgb(sixteen.segment(16, wide(samples)).bytes())).isEqualTo("250 10 10 10 10 250");
                TiffFile gray =
                        new TiffFile(order, 2, 1, GRAY, 8, 2).with(EXTRA, extra).packed(packing);
                assertThat(rgb(gray.segment(8, 250, 2, 10, 0).bytes())).isEqualTo("250 250 250 10 10 10");
                TiffFile wideGray = new TiffFile(order, 2, 1, GRAY, 16, 2)
                        .with(EXTRA, extra)
                        .packed(packing);
                assertThat(rgb(wideGray.segment(16, wide(250, 2, 10, 0)).bytes()))
                        .isEqualTo("250 250 250 10 10 10");
            }
        }
    }

    static Stream<Arguments> kinds() {
        int[] red = {0xffff, 0, 0x1234, 0, 0, 0, 0x80ff, 0, 0, 0, 0, 0xffff};
        return Stream.of(
                arguments("black is zero, 1 bit", tiff(GRAY, 1, 1).segment(1, 0, 1), "0 0 0 255 255 255"),
                arguments("white is zero, 1 bit", tiff(0, 1, 1).segment(1, 0, 1), "255 255 255 0 0 0"),
                arguments("gray, 2 bits", tiff(GRAY, 2, 1).segment(2, 1, 3), "85 85 85 255 255 255"),
                arguments("gray, 4 bits", tiff(GRAY, 4, 1).segment(4, 1, 15), "17 17 17 255 255 255"),
                arguments("white is zero, 8 bits", tiff(0, 8, 1).segment(8, 5, 255), "250 250 250 0 0 0"),
                arguments("gray, 16 bits", tiff(GRAY, 16, 1).segment(16, 0xfaff, 255), "250 250 250 0 0 0"),
                arguments("white is zero, 16 bits", tiff(0, 16, 1).segment(16, 0x05ff, 0), "250 250 250 255 255 255"),
                arguments("RGB, 4 bits", tiff(RGB, 4, 3).segment(4, 15, 0, 1, 0, 2, 0), "255 0 17 0 34 0"),
                arguments("palette, 2 bits", tiff(PALETTE, 2, 1).with(320, red).segment(2, 2, 3), "18 128 0 0 0 255"),
                arguments(
                        "palette of 8-bit values",
                        tiff(PALETTE, 1, 1).with(320, 0, 200, 100, 0, 7, 9).segment(1, 1, 0),
                        "200 0 9 0 100 7"),
                arguments("CMYK", tiff(CMYK, 8, 4).segment(8, 255, 0, 0, 0, 10, 20, 30, 128), "0 255 255 122 117 112"),
                arguments(
                        "planes",
                        tiff(RGB, 8, 4)
                                .with(284, 2)
                                .segment(8, 1, 2)
                                .segment(8, 3, 4)
                                .segment(8, 5, 6)
                                .segment(8, 0, 0),
                        "1 3 5 2 4 6"),
                arguments(
                        "differences",
                        tiff(RGB, 8, 3)
                                .packed(TiffFile.Packing.LZW)
                                .with(317, 2)
                                .segment(8, 200, 1, 2, 100, 1, 255),
                        "200 1 2 44 2 1"),
                arguments(
                        "differences, 16 bits",
                        tiff(GRAY, 16, 1)
                                .packed(TiffFile.Packing.DEFLATE)
                                .with(317, 2)
                                .segment(16, 0x01ff, 0x0102),
                        "1 1 1 3 3 3"),
                arguments(
                        "tiles",
                        tiff(GRAY, 8, 1)
                                .with(322, 1)
                                .with(323, 3)
                                .segment(8, 7, 0, 0)
                                .segment(8, 9, 0, 0),
                        "7 7 7 9 9 9"),
                arguments("lowest bit first", tiff(GRAY, 1, 1).with(266, 2).segment(8, 2), "0 0 0 255 255 255"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("kinds")
    void read_givesWhatPillowGives(String name, TiffFile file, String expected) {
        assertThat(rgb(file.bytes())).isEqualTo(expected);
    }

    @Test
    void read_turnsTilesAsAWhole() {
        byte[] file = new TiffFile(BIG, 2, 2, GRAY, 8, 1)
                .with(274, 6)
                .with(322, 1)
                .with(323, 1)
                .segment(8, 1)
                .segment(8, 2)
                .segment(8, 3)
                .segment(8, 4)
                .bytes();
        assertThat(rgb(file)).isEqualTo("3 3 3 1 1 1 4 4 4 2 2 2");
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                arguments("float", tiff(GRAY, 32, 1).with(339, 3).segment(16, 0, 0, 0, 0), "floating-point ones of 32"),
                arguments("32 bits", tiff(GRAY, 32, 1).segment(16, 0, 0, 0, 0), "unsigned ones of 32 bits"),
                arguments("signed", tiff(GRAY, 16, 1).with(339, 2).segment(16, 1, 2), "signed ones of 16 bits"),
                arguments("12 bits", tiff(GRAY, 12, 1).segment(8, 1, 2, 3), "unsigned ones of 12 bits"),
                arguments("different bits", tiff(RGB, 8, 3).with(258, 8, 8, 4).segment(8, 1, 2, 3, 4, 5, 6), "8 and 4"),
                arguments("CIELAB", tiff(8, 8, 3).segment(8, 1, 2, 3, 4, 5, 6), "8 (CIELAB)"),
                arguments("Zstandard", tiff(GRAY, 8, 1).with(259, 50000).segment(8, 1, 2), "50000 (Zstandard)"),
                arguments("JPEG 2000", tiff(GRAY, 8, 1).with(259, 34712).segment(8, 1, 2), "34712 (JPEG 2000)"),
                arguments("too few samples", tiff(RGB, 8, 2).segment(8, 1, 2, 3, 4), "at least 3 samples"),
                arguments("no palette", tiff(PALETTE, 8, 1).segment(8, 1, 2), "found 8 bits and 0 colours"),
                arguments(
                        "short strip",
                        tiff(GRAY, 8, 1).with(279, 2).segment(8, 1).with(256, 500),
                        "truncated"),
                arguments(
                        "strip count",
                        tiff(GRAY, 8, 1).with(257, 4).with(278, 1).segment(8, 1, 2),
                        "expected 4 strips"),
                arguments(
                        "strip beyond the file",
                        tiff(GRAY, 8, 1)
                                .packed(TiffFile.Packing.LZW)
                                .with(279, 900_000_000)
                                .segment(8, 1, 2),
                        "strip 0 has 900000000 bytes"),
                arguments(
                        "image larger than its data",
                        tiff(RGB, 16, 3).with(256, 9000).with(257, 9000).segment(16, 1, 2),
                        "strip 0 has 486000000 bytes"),
                arguments(
                        "LZW that ends early",
                        tiff(GRAY, 8, 1)
                                .with(257, 9)
                                .packed(TiffFile.Packing.LZW)
                                .segment(8, 1, 2),
                        "end early"),
                arguments(
                        "deflate that ends early",
                        tiff(GRAY, 8, 1)
                                .with(257, 9)
                                .packed(TiffFile.Packing.DEFLATE)
                                .segment(8, 1, 2),
                        "end early"),
                arguments("no rows in a strip", tiff(GRAY, 8, 1).with(278, 0).segment(8, 1, 2), "2x0 pixels"),
                arguments("too many samples", tiff(GRAY, 8, 1).with(277, 65535).segment(8, 1, 2), "and 65535"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void read_refusesByName(String name, TiffFile file, String reason) {
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> rgb(file.bytes()))
                .withMessageContaining("(TIFF)")
                .withMessageContaining(reason);
    }

    @Test
    void readHeader_refusesWhatIsNotInTheFileBeforeMemoryIsTaken() {
        byte[] file = tiff(GRAY, 8, 1)
                .with(256, 9000)
                .with(257, 9000)
                .segment(8, 1, 2)
                .bytes();
        try (ImageReader reader = new ImageReader(ReadOptions.DEFAULT)) {
            assertThatExceptionOfType(BadInputException.class)
                    .isThrownBy(() -> reader.readHeader((dev.visiontask.EncodedImage) ImageSource.of(file)))
                    .withMessageContaining("strip 0 has 81000000 bytes");
        }
    }
}
