package dev.visiontask.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.visiontask.BadInputException;
import dev.visiontask.ImageSource;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TruncatedJpegTest {
    private static final int EDGE = 64;
    private static final ReadOptions ACCEPTING = ReadOptions.DEFAULT.withAcceptTruncated(true);

    private static byte[] jpeg(boolean progressive) throws IOException {
        BufferedImage image = new BufferedImage(EDGE, EDGE, BufferedImage.TYPE_INT_RGB);
        Random random = new Random(5);
        for (int i = 0; i < EDGE * EDGE; i++) {
            image.setRGB(i % EDGE, i / EDGE, random.nextInt(1 << 24));
        }
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ImageOutputStream stream = ImageIO.createImageOutputStream(out)) {
            writer.setOutput(stream);
            ImageWriteParam param = writer.getDefaultWriteParam();
            param.setProgressiveMode(progressive ? ImageWriteParam.MODE_DEFAULT : ImageWriteParam.MODE_DISABLED);
            writer.write(null, new IIOImage(image, null, null), param);
        } finally {
            writer.dispose();
        }
        return out.toByteArray();
    }

    private static byte[] rgb(byte[] encoded, ReadOptions options) {
        try (ImageReader reader = new ImageReader(options);
                DecodedImage image = reader.read(ImageSource.of(encoded))) {
            return Rgb.of(image.pixels());
        }
    }

    @Test
    void read_keepsWhatIsThereAndLeavesTheRestGrayIfAsked() throws IOException {
        byte[] whole = jpeg(false);
        byte[] cut = Arrays.copyOf(whole, whole.length * 7 / 10);
        byte[] expected = rgb(whole, ReadOptions.DEFAULT);
        byte[] found = rgb(cut, ACCEPTING);

        int row = EDGE * 3;
        assertThat(Arrays.mismatch(found, expected)).isBetween(15 * row, 56 * row);
        assertThat(Arrays.copyOfRange(found, 56 * row, EDGE * row)).containsOnly((byte) 128);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void read_takesEveryCutBehindTheHeaderIfAsked(boolean progressive) throws IOException {
        byte[] whole = jpeg(progressive);
        for (int share = 10; share < 40; share++) {
            byte[] cut = Arrays.copyOf(whole, whole.length * share / 40);
            assertThat(rgb(cut, ACCEPTING)).hasSize(EDGE * EDGE * 3);
        }
        assertThat(rgb(whole, ACCEPTING)).isEqualTo(rgb(whole, ReadOptions.DEFAULT));
        assertThat(rgb(Arrays.copyOf(whole, whole.length - 2), ACCEPTING)).isEqualTo(rgb(whole, ReadOptions.DEFAULT));
    }

    @Test
    void read_refusesItUnlessAskedAndSaysHowToAsk() throws IOException {
        byte[] cut = Arrays.copyOf(jpeg(false), 3000);
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> rgb(cut, ReadOptions.DEFAULT))
                .withMessageContaining("truncated")
                .withMessageContaining("acceptTruncated(true)");
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> rgb(Arrays.copyOf(cut, 100), ACCEPTING))
                .withMessageContaining("truncated");
    }
}
