package dev.visiontask.classification.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.visiontask.BadInputException;
import dev.visiontask.Box;
import dev.visiontask.ImageSource;
import dev.visiontask.PixelFormat;
import dev.visiontask.draw.Overlay;
import dev.visiontask.testkit.TestData;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whole pages, read by the models of PP-OCRv4. */
@SuppressWarnings("NullAway.Init")
class TextReaderTest {
    private static TextReader reader;

    @BeforeAll
    static void open() {
        reader = TextReader.open("pp-ocrv4");
    }

    @AfterAll
    static void close() {
        reader.close();
    }

    @ParameterizedTest
    @CsvSource({
        "8071_093.3B.tif,           0.04",
        "phototest.tif,             0.005",
        "phototest-rotated-180.png, 0.005",
        "phototest-rotated-L.png,   0.005",
        "phototestrot.tif,          0.005"
    })
    void run_readsPagesInTheOrderOfPeople(String page, double rate) throws IOException {
        Path file = TestData.path("images/ocr/documents/" + page);
        String truth = Files.readString(file.resolveSibling(page + ".gt.txt"));

        ReadText text = reader.run(ImageSource.of(file));

        System.out.printf(
                Locale.ROOT,
                "%s: characters %.4f, words %.4f; in plain order %.4f, %.4f%n",
                page,
                ErrorRates.characters(text.text(), truth),
                ErrorRates.words(text.text(), truth),
                ErrorRates.characters(plain(page), truth),
                ErrorRates.words(plain(page), truth));
        assertThat(ErrorRates.characters(text.text(), truth))
                .as("%s", text.text())
                .isLessThanOrEqualTo(rate);
    }

    /** What the same models gave in Python, from top to bottom. */
    private static String plain(String page) {
        return TextGoldens.pages().stream()
                .filter(each -> each.path().endsWith(page))
                .flatMap(each -> each.lines().stream())
                .map(TextGoldens.Line::text)
                .collect(Collectors.joining("\n"));
    }

    @Test
    void drawOn_numbersTheLines() {
        ImageSource page = ImageSource.of(TestData.path("images/ocr/documents/phototest.tif"));

        assertThat(Overlay.on(page).draw(reader.run(page)).png())
                .isNotEqualTo(Overlay.on(page).png());
    }

    @Test
    void run_givesCornersInTheFrameOfTheImageWhenThePageIsTurned() {
        ReadText upright = reader.run(ImageSource.of(TestData.path("images/ocr/documents/phototest.tif")));
        ReadText turned = reader.run(ImageSource.of(TestData.path("images/ocr/documents/phototest-rotated-180.png")));

        assertThat(turned.imageSize()).isEqualTo(upright.imageSize());
        Box first = upright.lines().get(0).quad().bounds();
        Box last = turned.lines().get(0).quad().bounds();
        assertThat(last.left()).isCloseTo(upright.imageSize().width() - first.right(), within(4f));
        assertThat(last.top()).isCloseTo(upright.imageSize().height() - first.bottom(), within(4f));
        assertThat(Math.abs(turned.lines().get(0).quad().angle())).isCloseTo(Math.PI, within(0.02));
    }

    @Test
    void run_findsNothingOnABlankPage() {
        byte[] white = new byte[300 * 400];
        Arrays.fill(white, (byte) 255);

        ReadText text = reader.run(ImageSource.ofPixels(ByteBuffer.wrap(white), 300, 400, 300, PixelFormat.GRAY));

        assertThat(text.isEmpty()).isTrue();
        assertThat(text.text()).isEmpty();
        assertThat(text.toJson()).isEqualTo("{\"width\":300,\"height\":400,\"text\":\"\",\"blocks\":[]}");
    }

    @Test
    void run_takesAnImageOfOneRow() {
        ReadText text = reader.run(ImageSource.ofPixels(ByteBuffer.wrap(new byte[600]), 200, 1, 600, PixelFormat.BGR));

        assertThat(text.isEmpty()).isTrue();
    }

    @Test
    void run_refusesWhatIsNoImage() {
        assertThatThrownBy(() -> reader.run(ImageSource.of(new byte[] {1, 2, 3}).named("page.png")))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("page.png");
    }

    @Test
    void build_saysWhatIsMissingWhenThereAreNoModels() {
        assertThatThrownBy(() -> TextReader.builder().build())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("pp-ocrv4");
    }

    @Test
    void info_tellsOfBothModels() {
        assertThat(reader.info().task()).isEqualTo("text-reading");
        assertThat(reader.info().settings())
                .anyMatch(setting -> setting.key().equals("detector.resize_mode"))
                .anyMatch(setting -> setting.key().equals("recognizer.resize_mode"));
    }
}
