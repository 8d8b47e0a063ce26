package dev.visiontask.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.visiontask.BadInputException;
import dev.visiontask.ImageSource;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What Pillow 12.3 makes of bitmaps of 2x1 pixels (2x2 for run lengths). */
class BmpDecoderTest {
    private static final int[] NONE = {};
    private static final int[] PALETTE = {0x000a14, 0xff8000, 0x010203, 0xffffff};

    /** A bitmap; the numbers of {@code words} are colours or masks of 32 bits behind the header. */
    private static byte[] bmp(
            int headerBytes, int height, int bits, int compression, int colors, int[] words, int... data) {
        int extra = Math.max(0, headerBytes - 40) / 4;
        int start = 54 + 4 * Math.max(extra, words.length);
        ByteBuffer out = ByteBuffer.allocate(start + data.length).order(ByteOrder.LITTLE_ENDIAN);
        out.put((byte) 'B').put((byte) 'M').putInt(out.capacity()).putInt(0).putInt(start);
        out.putInt(headerBytes).putInt(2).putInt(height).putShort((short) 1).putShort((short) bits);
        out.putInt(compression).putInt(0).putInt(0).putInt(0).putInt(colors).putInt(0);
        for (int word : words) {
            out.putInt(word);
        }
        out.position(start);
        for (int value : data) {
            out.put((byte) value);
        }
        return out.array();
    }

    static Stream<Arguments> kinds() {
        int[] fields565 = {0xf800, 0x7e0, 0x1f};
        int[] rgba = {0xff, 0xff00, 0xff0000, 0xff000000};
        int[] shifted = {0xff000000, 0xff0000, 0xff00, 0xff};
        int[] tenBits = {0x3ff00000, 0xffc00, 0x3ff};
        return Stream.of(
                arguments("1 bit", bmp(40, 1, 1, 0, 0, PALETTE, 0x40, 0, 0, 0), "0 10 20 255 128 0"),
                arguments("2 bits", bmp(40, 1, 2, 0, 4, PALETTE, 0xb0, 0, 0, 0), "1 2 3 255 255 255"),
                arguments("4 bits, few colours", bmp(40, 1, 4, 0, 4, PALETTE, 0x29, 0, 0, 0), "1 2 3 0 0 0"),
                arguments("8 bits", bmp(40, 1, 8, 0, 4, PALETTE, 3, 1, 0, 0), "255 255 255 255 128 0"),
                arguments("555", bmp(40, 1, 16, 0, 0, NONE, 0xff, 0x7f, 0x21, 0x84), "255 255 255 8 8 8"),
                arguments("565", bmp(40, 1, 16, 3, 0, fields565, 0x21, 0x08, 0xe0, 0x07), "8 4 8 0 255 0"),
                arguments("565, long header", bmp(108, 1, 16, 3, 0, fields565, 0x21, 0x08, 0, 0xf8), "8 4 8 255 0 0"),
                arguments("24 bits", bmp(40, 1, 24, 0, 0, NONE, 1, 2, 3, 4, 5, 6, 0, 0), "3 2 1 6 5 4"),
                arguments(
                        "32 bits with alpha",
                        bmp(40, 1, 32, 0, 0, NONE, 10, 10, 250, 2, 1, 2, 3, 0),
                        "250 10 10 3 2 1"),
                arguments("RGBA", bmp(56, 1, 32, 3, 0, rgba, 250, 10, 20, 2, 1, 2, 3, 0), "250 10 20 1 2 3"),
                arguments("alpha first", bmp(40, 1, 32, 6, 0, shifted, 2, 20, 10, 250, 0, 3, 2, 1), "250 10 20 1 2 3"),
                arguments("10 bits", bmp(40, 1, 32, 3, 0, tenBits, 0xff, 3, 0, 0, 0, 0, 0, 0x20), "0 0 255 127 0 0"),
                arguments(
                        "top row first",
                        bmp(40, -2, 8, 0, 4, PALETTE, 3, 3, 0, 0, 1, 1, 0, 0),
                        "255 255 255 255 255 255 255 128 0 255 128 0"),
                arguments(
                        "runs of bytes",
                        bmp(40, 2, 8, 1, 4, PALETTE, 2, 3, 0, 0, 0, 3, 1, 2, 9, 0, 0, 1),
                        "255 128 0 1 2 3 255 255 255 255 255 255"),
                arguments(
                        "runs that leave out",
                        bmp(40, 2, 8, 1, 4, PALETTE, 0, 2, 1, 1, 1, 3, 0, 1),
                        "0 10 20 255 255 255 0 10 20 0 10 20"),
                arguments(
                        "runs of halves",
                        bmp(40, 2, 4, 2, 4, PALETTE, 2, 0x31, 0, 0, 2, 0x12, 0, 1),
                        "255 128 0 1 2 3 255 255 255 255 128 0"));
    }

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

    @ParameterizedTest(name = "{0}")
    @MethodSource("kinds")
    void read_givesWhatPillowGives(String name, byte[] file, String expected) {
        assertThat(rgb(file)).isEqualTo(expected);
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                arguments("truncated", bmp(40, 9, 24, 0, 0, NONE, 1, 2, 3), "truncated"),
                arguments("runs without an end", bmp(40, 2, 8, 1, 4, PALETTE, 2, 3), "truncated or broken"),
                arguments("runs of the wrong depth", bmp(40, 1, 4, 1, 4, PALETTE, 2, 3, 0, 1), "do not fit to 4 bits"),
                arguments("JPEG within", bmp(40, 1, 0, 4, 0, NONE, 1, 2, 3, 4), "compression 4"),
                arguments("64 bits", bmp(40, 1, 64, 0, 0, NONE, new int[16]), "found 64"),
                arguments("a mask with gaps", bmp(40, 1, 16, 3, 0, new int[] {5, 0, 0}, 0, 0, 0, 0), "gaps: 0x5"),
                arguments("a giant palette", bmp(40, 1, 8, 0, 1 << 20, PALETTE, 0, 0, 0, 0), "found 1048576"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void read_refusesByName(String name, byte[] file, String reason) {
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> rgb(file))
                .withMessageContaining("(BMP)")
                .withMessageContaining(reason);
    }
}
