package dev.visiontask.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.sun.management.ThreadMXBean;
import dev.visiontask.BadInputException;
import dev.visiontask.ImageSource;
import dev.visiontask.TestData;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ImageReaderMemoryTest {
    private static final Path STATUS = Path.of("/proc/self/status");

    @Test
    void read_makesLittleGarbage() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        ImageSource source = ImageSource.of(photo());
        try (ImageReader reader = new ImageReader(ReadOptions.DEFAULT)) {
            readTimes(reader, List.of(source), 50);
            long before = threads.getCurrentThreadAllocatedBytes();
            readTimes(reader, List.of(source), 50);
            long perCall = (threads.getCurrentThreadAllocatedBytes() - before) / 50;
            assertThat(perCall).isLessThan(6_000);
        }
    }

    private static Path photo() {
        return TestData.path("images/coco128/images/000000000009.jpg");
    }

    private static void readTimes(ImageReader reader, List<ImageSource> sources, int times) {
        for (int i = 0; i < times; i++) {
            try (DecodedImage image = reader.read(sources.get(i % sources.size()))) {
                assertThat(image.size().pixels()).isPositive();
            } catch (BadInputException e) {
                assertThat(e.getMessage()).isNotEmpty();
            }
        }
    }

    @Test
    @Tag("soak")
    void read_keepsResidentMemoryFlat() throws IOException {
        assumeThat(STATUS).exists();
        int calls = Integer.getInteger("soak.calls", 6000);
        List<ImageSource> sources;
        try (Stream<Path> files = Files.walk(TestData.path("images/robust"))) {
            sources = Stream.concat(
                            Stream.of(photo()),
                            files.filter(Files::isRegularFile).filter(file -> !file.endsWith("index.csv")))
                    .sorted()
                    .map(ImageSource::of)
                    .toList();
        }
        try (ImageReader reader = new ImageReader(ReadOptions.DEFAULT)) {
            readTimes(reader, sources, Math.max(calls / 3, 2 * sources.size()));
            long before = residentKilobytes();
            readTimes(reader, sources, calls);
            long growth = residentKilobytes() - before;
            assertThat(growth).as("growth in KB, from %d", before).isLessThan(24 * 1024);
        }
    }

    private static long residentKilobytes() throws IOException {
        for (int i = 0; i < 3; i++) {
            System.gc();
            System.runFinalization();
        }
        for (String line : Files.readAllLines(STATUS)) {
            if (line.startsWith("VmRSS:")) {
                return Long.parseLong(line.replaceAll("\\D", ""));
            }
        }
        throw new IOException("No VmRSS in " + STATUS);
    }
}
