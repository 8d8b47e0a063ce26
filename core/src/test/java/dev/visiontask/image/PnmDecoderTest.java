package dev.visiontask.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.visiontask.BadInputException;
import dev.visiontask.ImageSource;
import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Pillow 12.3 makes of PNMs (of gray with 16 bits, what OpenCV makes of it). */
class PnmDecoderTest {
    private static String rgb(String file) {
        byte[] encoded = file.translateEscapes().getBytes(StandardCharsets.ISO_8859_1);
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

    @ParameterizedTest
    @CsvSource({
        "P1 2 1 0 1, 255 255 255 0 0 0",
        "P1 2 1 01, 255 255 255 0 0 0",
        "P4\\n2 1\\n@, 255 255 255 0 0 0",
        "P2 2 1 255 7 255, 7 7 7 255 255 255",
        "P2 # a\\n2 1 #b\\n15 1 15, 17 17 17 255 255 255",
        "P2 2 1 65535 64255 255, 250 250 250 0 0 0",
        "P2 2 1 1000 500 1000, 128 128 128 255 255 255",
        "P3 1 1 100 50 100 1, 128 255 3",
        "P3 1 1 65535 65535 128 129, 255 0 1",
        "P5 2 1 127 \\177@, 255 255 255 129 129 129",
        "P5 2 1 255 \\377\\1, 255 255 255 1 1 1",
        "P5 1 1 65535 \\372\\377, 250 250 250",
        "P6 1 1 3 \\1\\2\\3, 85 170 255",
        "P6 1 1 256 \\1\\0\\0\\200\\0\\0, 255 128 0"
    })
    void read_scalesByTheValueOfWhite(String file, String expected) {
        assertThat(rgb(file)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "P2 2 1 100 7 101, expected values up to 100 but found 101",
        "P2 2 1 100 7, truncated",
        "P2 2 1 100 7 x, expected a number",
        "P1 2 1 0 7, expected 0 or 1",
        "P5 2 1 0 ab, found 0",
        "P5 2 1 65536 abcd, found 65536",
        "P5 9000 9000 255 ab, needs at least 81000000 bytes",
        "P6 2 1 255 abcde, truncated",
        "P1 90 90 1, truncated"
    })
    void read_refusesByName(String file, String reason) {
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> rgb(file))
                .withMessageContaining("(PNM)")
                .withMessageContaining(reason.replace(" but ", ", "));
    }
}
