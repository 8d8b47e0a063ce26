package dev.visiontask.classification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visiontask.ImageSource;
import dev.visiontask.PixelFormat;
import dev.visiontask.backend.Backends;
import dev.visiontask.tensor.Shape;
import dev.visiontask.testkit.DirectBuffers;
import dev.visiontask.testkit.FakeBackend;
import dev.visiontask.testkit.LinearModel;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** One huge image of any kind leaves nothing behind once usual ones have followed. */
class HugeImageMemoryTest {
    /** Larger than a frame whose memory would be kept. */
    private static final int EDGE = 3400;

    private static final int USUAL = 320;
    private static final long KEPT = 1 << 20;

    @TempDir
    Path folder;

    /** How an image is given. */
    enum Kind {
        BUFFERED_BGR {
            @Override
            ImageSource of(int edge) {
                return ImageSource.of(new BufferedImage(edge, edge, BufferedImage.TYPE_3BYTE_BGR));
            }
        },
        BUFFERED_ARGB {
            @Override
            ImageSource of(int edge) {
                return ImageSource.of(new BufferedImage(edge, edge, BufferedImage.TYPE_INT_ARGB));
            }
        },
        BUFFERED_GRAY {
            @Override
            ImageSource of(int edge) {
                return ImageSource.of(new BufferedImage(edge, edge, BufferedImage.TYPE_BYTE_GRAY));
            }
        },
        HEAP_WITH_PADDED_ROWS {
            @Override
            ImageSource of(int edge) {
                int stride = 3 * edge + 5;
                return ImageSource.ofPixels(ByteBuffer.allocate(stride * edge), edge, edge, stride, PixelFormat.RGB);
            }
        },
        DIRECT {
            @Override
            ImageSource of(int edge) {
                return ImageSource.ofPixels(
                        ByteBuffer.allocateDirect(3 * edge * edge), edge, edge, 3 * edge, PixelFormat.BGR);
            }
        },
        JPEG {
            @Override
            ImageSource of(int edge) {
                return encoded(edge, "jpg");
            }
        },
        LARGE_FILE {
            @Override
            ImageSource of(int edge) {
                // A BMP has as many bytes as pixels.
                return encoded(edge, "bmp");
            }
        };

        abstract ImageSource of(int edge);

        private static ImageSource encoded(int edge, String format) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            try {
                ImageIO.write(new BufferedImage(edge, edge, BufferedImage.TYPE_3BYTE_BGR), format, out);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return ImageSource.of(out.toByteArray());
        }
    }

    static Stream<Arguments> ways() {
        return Stream.concat(
                Arrays.stream(Kind.values()).map(kind -> Arguments.of(kind, 3, "opencv-linear")),
                Stream.of(
                        Arguments.of(Kind.BUFFERED_BGR, 3, "pillow-bilinear"),
                        Arguments.of(Kind.BUFFERED_BGR, 1, "opencv-linear"),
                        Arguments.of(Kind.JPEG, 1, "pillow-bilinear")));
    }

    @ParameterizedTest(name = "{0}, {1} channels, {2}")
    @MethodSource("ways")
    void run_keepsNothingOfAHugeImage(Kind kind, int channels, String interpolation) throws IOException {
        FakeBackend.write(LinearModel.random(7, 3, Shape.of(channels, 32, 32)), folder);
        try (ImageClassifier classifier = open(interpolation)) {
            ImageSource usual = kind.of(USUAL);
            run(classifier, usual);
            long before = classifier.info().nativeBytes();
            long directBefore = DirectBuffers.held();

            classifier.run(kind.of(EDGE));
            run(classifier, usual);

            assertThat(classifier.info().nativeBytes()).isLessThanOrEqualTo(before + KEPT);
            assertThat(DirectBuffers.held()).isLessThanOrEqualTo(directBefore + KEPT);
        }
    }

    private static void run(ImageClassifier classifier, ImageSource image) {
        for (int i = 0; i < 10; i++) {
            classifier.run(image);
        }
    }

    private ImageClassifier open(String interpolation) {
        return ImageClassifier.builder()
                .model(folder)
                .backends(Backends.of(List.of(new FakeBackend())))
                .setting("activation", "none")
                .setting("resize_mode", "stretch")
                .setting("interpolation", interpolation)
                .setting("rescale_factor", 1 / 255.0)
                .setting("image_mean", 0)
                .setting("image_std", 1)
                .build();
    }
}
