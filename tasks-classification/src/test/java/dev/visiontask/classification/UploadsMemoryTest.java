package dev.visiontask.classification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.visiontask.ImageSource;
import dev.visiontask.backend.Backends;
import dev.visiontask.tensor.Shape;
import dev.visiontask.testkit.FakeBackend;
import dev.visiontask.testkit.LinearModel;
import dev.visiontask.testkit.ResidentMemory;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What many clients with large JPEGs cost: as much as the sessions that decode, not as the clients that wait. */
@Tag("soak")
class UploadsMemoryTest {
    private static final long MIB = 1 << 20;
    private static final int CLIENTS = 8;
    private static final int CALLS = 10;
    private static final int WIDTH = 4000;
    private static final int HEIGHT = 3000;
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final Path CLEAR = Path.of("/proc/self/clear_refs");

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 8})
    void run_takesMemoryBySessionsAndNotByClients(int concurrency) throws Exception {
        assumeThat(Files.isWritable(CLEAR)).isTrue();
        FakeBackend.write(LinearModel.channelMeans(Shape.of(3, 64, 64)), folder);
        ImageSource image = ImageSource.of(jpeg());
        try (ImageClassifier classifier = ImageClassifier.builder()
                .model(folder)
                .backends(Backends.of(List.of(new FakeBackend())))
                .setting("activation", "none")
                .setting("resize_mode", "stretch")
                .setting("interpolation", "opencv-linear")
                .setting("rescale_factor", 1 / 255.0)
                .setting("image_mean", 0)
                .setting("image_std", 1)
                .concurrency(concurrency)
                .build()) {
            classifier.warmUp();
            long before = ResidentMemory.bytes();
            // The highest mark begins anew.
            Files.writeString(CLEAR, "5");

            upload(classifier, image);

            long most = status("VmHWM:");
            System.out.printf(
                    "%d clients, JPEGs of 12 megapixels, concurrency %d, MALLOC_ARENA_MAX %s: resident MiB before %d,"
                            + " at most %d, afterwards %d; the task says %d KiB%n",
                    CLIENTS,
                    concurrency,
                    Objects.requireNonNullElse(System.getenv("MALLOC_ARENA_MAX"), "not set"),
                    before / MIB,
                    most / MIB,
                    ResidentMemory.bytes() / MIB,
                    classifier.info().nativeBytes() >> 10);
            long pixels = 3L * WIDTH * HEIGHT;
            assertThat(most - before).isLessThan(concurrency * (pixels + pixels / 2) + 100 * MIB);
        }
    }

    private static void upload(ImageClassifier classifier, ImageSource image) throws Exception {
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        try {
            List<Future<?>> futures = new ArrayList<>();
            for (int i = 0; i < CLIENTS * CALLS; i++) {
                futures.add(clients.submit(() -> classifier.run(image)));
            }
            for (Future<?> future : futures) {
                future.get(300, TimeUnit.SECONDS);
            }
        } finally {
            clients.shutdownNow();
        }
    }

    private static byte[] jpeg() throws IOException {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D graphics = image.createGraphics();
        graphics.setPaint(new GradientPaint(0, 0, Color.BLUE, WIDTH, HEIGHT, Color.YELLOW));
        graphics.fillRect(0, 0, WIDTH, HEIGHT);
        Random random = new Random(1);
        for (int i = 0; i < 20_000; i++) {
            graphics.setColor(new Color(random.nextInt()));
            graphics.fillRect(random.nextInt(WIDTH), random.nextInt(HEIGHT), 30, 30);
        }
        graphics.dispose();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, "jpg", out);
        return out.toByteArray();
    }

    private static long status(String key) throws IOException {
        return Files.readAllLines(STATUS).stream()
                .filter(line -> line.startsWith(key))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                .findFirst()
                .orElseThrow();
    }
}
