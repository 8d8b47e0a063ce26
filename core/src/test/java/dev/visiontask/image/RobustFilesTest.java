package dev.visiontask.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.visiontask.BadInputException;
import dev.visiontask.EncodedImage;
import dev.visiontask.ImageSize;
import dev.visiontask.ImageSource;
import dev.visiontask.TestData;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Sound, odd, broken and hostile files, one after the other through one reader. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RobustFilesTest {
    private static final Pattern SIZE = Pattern.compile("(\\d+)x(\\d+)");
    private static final Pattern CSV_FIELD = Pattern.compile("\"((?:[^\"]|\"\")*)\"|([^,]*)");
    private static final Duration LIMIT = Duration.ofSeconds(5);

    private final ImageReader reader = new ImageReader(ReadOptions.DEFAULT);

    @AfterAll
    void closeReader() {
        reader.close();
    }

    record Entry(String file, String expected, String pillow, String opencv) {
        Path path() {
            return TestData.path("images/robust").resolve(file);
        }

        /** What Pillow says, which is before the turn by EXIF. */
        ImageSize storedSize() {
            Matcher matcher = SIZE.matcher(pillow.startsWith("ok") ? pillow : opencv);
            assertThat(matcher.find()).isTrue();
            return new ImageSize(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
        }

        @Override
        public String toString() {
            return expected + " " + file;
        }
    }

    static Stream<Entry> entries() throws IOException {
        List<String> lines = Files.readAllLines(TestData.path("images/robust/index.csv"));
        return lines.stream().skip(1).map(RobustFilesTest::parse);
    }

    private static Entry parse(String line) {
        List<String> fields = new ArrayList<>();
        Matcher matcher = CSV_FIELD.matcher(line);
        for (int at = 0; at <= line.length() && matcher.find(at); at = matcher.end() + 1) {
            fields.add(matcher.group(1) == null ? matcher.group(2) : matcher.group(1));
        }
        return new Entry(
                fields.get(5).isEmpty() ? "" : fields.get(0),
                fields.get(5),
                fields.get(6) + " " + fields.get(7),
                fields.get(9) + " " + fields.get(10));
    }

    @ParameterizedTest
    @MethodSource("entries")
    void read_doesWhatTheIndexExpects(Entry entry) {
        Assertions.assertTimeout(LIMIT, () -> check(entry));
        assertThatGoodFileIsRead();
    }

    private void check(Entry entry) {
        switch (entry.expected()) {
            // AVIF is the one format of the index that no library here reads.
            case "accept" -> {
                if (entry.file().endsWith(".avif")) {
                    assertRefused(entry);
                } else {
                    assertRead(entry);
                }
            }
            case "reject" -> assertRefused(entry);
            case "limit" -> assertRefusedByHeader(entry);
            case "either" -> {
                try (DecodedImage image = reader.read(ImageSource.of(entry.path()))) {
                    assertThat(image.pixels().width()).isEqualTo(image.size().width());
                } catch (BadInputException e) {
                    assertMessage(entry, e);
                }
            }
            default -> Assertions.fail("Unknown expectation: " + entry.expected());
        }
    }

    private void assertRead(Entry entry) {
        try (DecodedImage image = reader.read(ImageSource.of(entry.path()))) {
            ImageHeader header = Objects.requireNonNull(image.header());
            // Pillow turns TIFFs already when it opens them.
            boolean turned = header.format() == ImageFormat.TIFF;
            assertThat(turned ? header.uprightSize() : new ImageSize(header.width(), header.height()))
                    .isEqualTo(entry.storedSize());
            assertThat(image.size()).isEqualTo(header.uprightSize());
            assertThat(new ImageSize(image.pixels().width(), image.pixels().height()))
                    .isEqualTo(image.size());
        }
    }

    private void assertRefused(Entry entry) {
        BadInputException error =
                catchThrowableOfType(BadInputException.class, () -> reader.read(ImageSource.of(entry.path())));
        assertThat(error).isNotNull();
        assertMessage(entry, error);
    }

    private static void assertMessage(Entry entry, BadInputException error) {
        String message = String.valueOf(error.getMessage());
        assertThat(message).startsWith(entry.path().toString());
        String rest = message.substring(entry.path().toString().length());
        assertThat(rest)
                .satisfiesAnyOf(
                        m -> assertThat(m).matches("(?s) \\([A-Za-z0-9 ,]+\\): .{12,}"),
                        m -> assertThat(m).startsWith(": unknown format, starts with bytes "),
                        m -> assertThat(m).startsWith(": expected an image, one of JPEG, "),
                        m -> assertThat(m).matches("(?s): an image.*, which is not read; .*"),
                        m -> assertThat(m).startsWith(": expected a picture, found no bytes"));
    }

    private static void assertRefusedByHeader(Entry entry) {
        try (ImageReader guarded =
                new ImageReader(ReadOptions.DEFAULT, new Decoders(List.of(new Unreachable()), null))) {
            assertThatExceptionOfType(BadInputException.class)
                    .isThrownBy(() -> guarded.read(ImageSource.of(entry.path())))
                    .withMessageContaining(entry.file())
                    .satisfiesAnyOf(
                            e -> assertThat(e).hasMessageContaining("expected at most 100000000 pixels"),
                            e -> assertThat(e).hasMessageContaining("beyond the limit"));
        }
    }

    private void assertThatGoodFileIsRead() {
        Path good = TestData.path("images/robust/generated/valid.jpg");
        try (DecodedImage image = reader.read(ImageSource.of(good))) {
            assertThat(image.size().pixels()).isPositive();
        }
    }

    @Test
    void index_namesEveryFileOnce() throws IOException {
        assertThat(entries().map(Entry::file)).hasSize(306).doesNotHaveDuplicates();
    }

    @Test
    void read_saysThatFileIsMissing() {
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> reader.read(ImageSource.of(Path.of("missing", "cat.jpg"))))
                .withMessageContaining(Path.of("missing", "cat.jpg").toString())
                .withMessageContaining("no such file");
    }

    @Test
    void readHeader_agreesWithRead() {
        EncodedImage source = (EncodedImage) ImageSource.of(TestData.path("images/robust/exif/Landscape_6.jpg"));
        assertThat(reader.readHeader(source)).isEqualTo(new ImageHeader(ImageFormat.JPEG, 1200, 1800, 6, 0));
    }

    private static final class Unreachable implements ImageDecoder {
        @Override
        public String name() {
            return "unreachable";
        }

        @Override
        public boolean supports(ImageFormat format) {
            return true;
        }

        @Override
        public Pixels decode(ByteBuffer encoded, ImageHeader header, DecodeRequest request) {
            throw new AssertionError("A decoder saw a file beyond the limits");
        }
    }
}
