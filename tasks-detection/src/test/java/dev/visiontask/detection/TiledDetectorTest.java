package dev.visiontask.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visiontask.BadInputException;
import dev.visiontask.Box;
import dev.visiontask.ImageSize;
import dev.visiontask.ImageSource;
import dev.visiontask.Outcome;
import dev.visiontask.PixelFormat;
import dev.visiontask.RawFrame;
import dev.visiontask.TaskInfo;
import dev.visiontask.mask.Mask;
import dev.visiontask.testkit.DecodesInFlight;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a detector that sees bright pixels: all of one brightness are one object, whose class is that brightness. */
class TiledDetectorTest {
    private static final ImageSize PICTURE = new ImageSize(300, 200);
    private static final int TILE = 100;

    @TempDir
    Path folder;

    private final byte[] pixels = new byte[PICTURE.width() * PICTURE.height() * 3];
    private final BrightObjects bright = new BrightObjects();

    private void paint(int brightness, int left, int top, int right, int bottom) {
        for (int y = top; y < bottom; y++) {
            for (int x = left; x < right; x++) {
                pixels[(y * PICTURE.width() + x) * 3] = (byte) brightness;
            }
        }
    }

    private ImageSource picture() {
        return ImageSource.ofPixels(
                ByteBuffer.wrap(pixels), PICTURE.width(), PICTURE.height(), PICTURE.width() * 3, PixelFormat.RGB);
    }

    private Detections tiled(boolean whole) {
        return new TiledDetector(bright, new Tiling(new ImageSize(TILE, TILE), 0.3f, whole)).run(picture());
    }

    @Test
    @SuppressWarnings("NullAway")
    void run_namesTheImageThatIsMissing() {
        TiledDetector tiles = new TiledDetector(bright, Tiling.of(TILE));

        assertThatThrownBy(() -> tiles.run(null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("image");
    }

    @Test
    void run_holdsNoMoreImagesThanTheDetectorHasSessions() throws Exception {
        try (DecodesInFlight counted = DecodesInFlight.count(folder, 2)) {
            TiledDetector tiles = new TiledDetector(bright, Tiling.of(TILE));
            ImageSource image = ImageSource.of(DecodesInFlight.png(300, 200));
            ExecutorService threads = Executors.newFixedThreadPool(8);
            List<Future<Detections>> futures = new ArrayList<>();
            for (int i = 0; i < 24; i++) {
                futures.add(threads.submit(() -> tiles.run(image)));
            }
            threads.shutdown();
            for (Future<Detections> future : futures) {
                assertThat(future.get(60, TimeUnit.SECONDS).objects()).isEmpty();
            }

            assertThat(counted.decoded()).isEqualTo(24);
            assertThat(counted.most()).isEqualTo(bright.info().concurrency());
            assertThat(counted.now()).isZero();
        }
    }

    @Test
    void run_givesBoxesOfTheWholePicture() {
        paint(10, 5, 7, 15, 17);
        paint(20, 280, 190, 290, 200);

        Detections found = tiled(false);

        assertThat(found.imageSize()).isEqualTo(PICTURE);
        assertThat(found.objects())
                .extracting(Detection::box)
                .containsExactlyInAnyOrder(new Box(5, 7, 15, 17), new Box(280, 190, 290, 200));
    }

    @Test
    void run_givesMasksOfTheWholePicture() {
        paint(10, 105, 107, 125, 117);
        paint(20, 110, 110, 112, 130);

        Detections found = tiled(false);

        assertThat(found.find("bright")).hasSize(2);
        for (Detection object : found) {
            assertThat(object.mask())
                    .contains(Mask.of(
                            PICTURE, (x, y) -> pixels[(y * PICTURE.width() + x) * 3] == (byte) object.index()));
        }
    }

    @Test
    void run_findsAnObjectInTheOverlapOnce() {
        Random random = new Random(5);
        for (int i = 0; i < 50; i++) {
            Arrays.fill(pixels, (byte) 0);
            int left = random.nextInt(PICTURE.width() - 25);
            int top = random.nextInt(PICTURE.height() - 25);
            paint(10, left, top, left + 25, top + 25);

            assertThat(tiled(i % 2 == 0).objects())
                    .extracting(Detection::box)
                    .containsExactly(new Box(left, top, left + 25, top + 25));
        }
    }

    @Test
    void run_findsAnObjectThatIsLargerThanATileInTheWholePicture() {
        paint(10, 20, 20, 280, 180);

        assertThat(tiled(true).objects()).extracting(Detection::box).containsExactly(new Box(20, 20, 280, 180));
        assertThat(tiled(false).objects()).hasSizeGreaterThan(1);
    }

    @Test
    void run_keepsObjectsOfDifferentClassesInOnePlace() {
        paint(10, 40, 40, 60, 60);
        paint(20, 42, 42, 58, 58);

        assertThat(tiled(true).objects()).extracting(Detection::index).containsExactlyInAnyOrder(10, 20);
    }

    @Test
    void run_showsASmallPictureAsItIs() {
        ImageSource dot = ImageSource.ofPixels(ByteBuffer.wrap(new byte[] {10, 0, 0}), 1, 1, 3, PixelFormat.RGB);

        Detections found = new TiledDetector(bright, Tiling.of(TILE)).run(dot);

        assertThat(found.objects()).extracting(Detection::box).containsExactly(new Box(0, 0, 1, 1));
        assertThat(bright.seen).containsExactly(new ImageSize(1, 1));
    }

    @Test
    void run_cutsALongStrip() {
        byte[] strip = new byte[20_000 * 10 * 3];
        strip[(5 * 20_000 + 19_990) * 3] = 30;
        ImageSource picture = ImageSource.ofPixels(ByteBuffer.wrap(strip), 20_000, 10, 20_000 * 3, PixelFormat.RGB);

        Detections found = new TiledDetector(bright, new Tiling(new ImageSize(640, 640), 0.2f, false)).run(picture);

        assertThat(found.objects()).extracting(Detection::box).containsExactly(new Box(19_990, 5, 19_991, 6));
        assertThat(bright.seen).hasSize(39).containsOnly(new ImageSize(640, 10));
    }

    @Test
    void run_namesABadPicture() {
        TiledDetector tiled = new TiledDetector(bright, Tiling.of(TILE));
        ImageSource missing = ImageSource.of(Path.of("no-such-picture.jpg"));

        assertThatThrownBy(() -> tiled.run(missing))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("no-such-picture.jpg");
    }

    @Test
    void places_coverThePictureAndOverlapEnough() {
        Random random = new Random(3);
        for (int i = 0; i < 500; i++) {
            ImageSize picture = new ImageSize(1 + random.nextInt(3000), 1);
            Tiling tiling = new Tiling(new ImageSize(1 + random.nextInt(500), 1), random.nextFloat() * 0.9f, false);
            List<Tiling.Place> places = tiling.places(picture);
            int edge = Math.min(tiling.tile().width(), picture.width());

            assertThat(places.get(0).left()).isZero();
            assertThat(places.get(places.size() - 1).left() + edge).isEqualTo(picture.width());
            for (int k = 1; k < places.size(); k++) {
                int step = places.get(k).left() - places.get(k - 1).left();
                assertThat(step).isPositive().isLessThanOrEqualTo((int) Math.max(1, edge * (1 - tiling.overlap()) + 1));
            }
        }
    }

    @Test
    void tiling_refusesAnOverlapOutOfRange() {
        assertThatThrownBy(() -> new Tiling(PICTURE, 1, true)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Tiling(PICTURE, Float.NaN, true)).isInstanceOf(IllegalArgumentException.class);
    }

    /** Looks at the first channel. Where an object is cut its score is higher, which must not win. */
    private static final class BrightObjects implements ObjectDetector {
        private final List<ImageSize> seen = new ArrayList<>();

        @Override
        public Detections run(ImageSource image) {
            RawFrame frame = (RawFrame) image;
            seen.add(frame.size());
            int[][] sides = new int[256][];
            for (int y = 0; y < frame.size().height(); y++) {
                for (int x = 0; x < frame.size().width(); x++) {
                    int brightness = brightness(frame, x, y);
                    sides[brightness] = grown(sides[brightness], x, y);
                }
            }
            List<Detection> objects = new ArrayList<>();
            for (int brightness = 1; brightness < sides.length; brightness++) {
                if (sides[brightness] != null) {
                    int[] side = sides[brightness];
                    Box box = new Box(side[0], side[1], side[2], side[3]);
                    float score = (float) (1 / (1 + box.area()));
                    objects.add(new Detection(brightness, "bright", score, box, Optional.of(mask(frame, brightness))));
                }
            }
            objects.sort((a, b) -> Float.compare(b.score(), a.score()));
            return new Detections(objects, frame.size());
        }

        private static Mask mask(RawFrame frame, int wanted) {
            return Mask.of(frame.size(), (x, y) -> brightness(frame, x, y) == wanted);
        }

        private static int brightness(RawFrame frame, int x, int y) {
            return frame.data().get(y * frame.rowStride() + x * frame.format().channels()) & 0xff;
        }

        private static int[] grown(int[] side, int x, int y) {
            return side == null
                    ? new int[] {x, y, x + 1, y + 1}
                    : new int[] {
                        Math.min(side[0], x), Math.min(side[1], y), Math.max(side[2], x + 1), Math.max(side[3], y + 1)
                    };
        }

        @Override
        public Detections run(ImageSource image, DetectionOptions options) {
            return run(image);
        }

        @Override
        public List<Outcome<Detections>> runEach(List<? extends ImageSource> images) {
            List<Outcome<Detections>> outcomes = new ArrayList<>();
            images.forEach(image -> outcomes.add(new Outcome.Success<>(run(image))));
            return outcomes;
        }

        @Override
        public CompletableFuture<Detections> runAsync(ImageSource image) {
            return CompletableFuture.completedFuture(run(image));
        }

        @Override
        public void warmUp() {}

        @Override
        public TaskInfo info() {
            return new TaskInfo(
                    "object-detection",
                    "bright",
                    "unknown",
                    "",
                    "test",
                    "the only one",
                    "test",
                    "cpu",
                    1,
                    2,
                    0,
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of());
        }

        @Override
        public void close() {}
    }
}
