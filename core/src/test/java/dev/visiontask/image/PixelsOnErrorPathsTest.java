package dev.visiontask.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visiontask.EncodedImage;
import dev.visiontask.ImageSize;
import dev.visiontask.ImageSource;
import dev.visiontask.PixelFormat;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Scalar;

/** Whatever fails between a decoder and the caller, the pixels are given back. */
class PixelsOnErrorPathsTest {
    private static final ImageSize SIZE = new ImageSize(12, 8);

    /** Pixels of a decoder of others. */
    private static final class Foreign implements Pixels {
        private final boolean breaks;
        private int closed;

        Foreign(boolean breaks) {
            this.breaks = breaks;
        }

        @Override
        public int width() {
            return SIZE.width();
        }

        @Override
        public int height() {
            return SIZE.height();
        }

        @Override
        public PixelFormat format() {
            return PixelFormat.RGB;
        }

        @Override
        public int rowStride() {
            return 3 * SIZE.width();
        }

        @Override
        public ByteBuffer data() {
            if (breaks) {
                throw new IllegalStateException("made by the test");
            }
            return ByteBuffer.allocate(rowStride() * height());
        }

        @Override
        public void close() {
            closed++;
        }
    }

    /** A decoder that gives one thing. */
    private record Giving(Pixels pixels) implements ImageDecoder {
        @Override
        public String name() {
            return "giving";
        }

        @Override
        public boolean supports(ImageFormat format) {
            return true;
        }

        @Override
        public Pixels decode(ByteBuffer encoded, ImageHeader header, DecodeRequest request) {
            return pixels;
        }
    }

    private static ImageReader reader(Pixels pixels) {
        return new ImageReader(ReadOptions.DEFAULT, new Decoders(List.of(new Giving(pixels)), null));
    }

    private static Mat mat(int height, int width) {
        OpenCvLibrary.load();
        return new Mat(height, width, CvType.CV_8UC3, new Scalar(1, 2, 3));
    }

    private static EncodedImage image() {
        return (EncodedImage) ImageSource.of(png(SIZE.width(), SIZE.height()));
    }

    private static byte[] png(int width, int height) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR), "png", out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** Where it fails. */
    enum Fault {
        READER_SIZE {
            @Override
            void provoke(Pixels pixels) {
                try (ImageReader reader = reader(pixels)) {
                    reader.read(ImageSource.of(png(SIZE.width() + 1, SIZE.height())));
                }
            }
        },
        BGR_READER_TARGET_TOO_SMALL {
            @Override
            void provoke(Pixels pixels) {
                try (BgrReader reader = new BgrReader(reader(pixels))) {
                    reader.read(image(), SIZE, ByteBuffer.allocateDirect(10), 3 * SIZE.width());
                }
            }
        },
        BGR_READER_TARGET_ON_THE_HEAP {
            @Override
            void provoke(Pixels pixels) {
                try (BgrReader reader = new BgrReader(reader(pixels))) {
                    reader.read(image(), SIZE, ByteBuffer.allocate(1000), 3 * SIZE.width());
                }
            }
        },
        BGR_READER_ROWS_OVERLAP {
            @Override
            void provoke(Pixels pixels) {
                try (BgrReader reader = new BgrReader(reader(pixels))) {
                    reader.read(image(), SIZE, ByteBuffer.allocateDirect(1000), 3);
                }
            }
        },
        BGR_FITTER_CONTENT_LARGER_THAN_CANVAS {
            @Override
            void provoke(Pixels pixels) {
                try (BgrFitter fitter = new BgrFitter(reader(pixels))) {
                    fitter.fit(image(), new ImageSize(40, 40), new ImageSize(20, 20));
                }
            }
        };

        abstract void provoke(Pixels pixels);
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void read_releasesTheMatWhenItFails(Fault fault) {
        Mat mat = mat(SIZE.height(), SIZE.width());

        assertThatThrownBy(() -> fault.provoke(new MatPixels(mat, PixelFormat.BGR)))
                .isInstanceOf(RuntimeException.class);

        assertThat(mat.empty()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void read_closesForeignPixelsWhenItFails(Fault fault) {
        Foreign pixels = new Foreign(false);

        assertThatThrownBy(() -> fault.provoke(pixels)).isInstanceOf(RuntimeException.class);

        assertThat(pixels.closed).isPositive();
    }

    /** What looks into the pixels. */
    enum Use {
        UPRIGHTING {
            @Override
            void of(Pixels pixels) {
                Uprighting.apply(pixels, 6);
            }
        },
        BGR_READER {
            @Override
            void of(Pixels pixels) {
                try (BgrReader reader = new BgrReader(reader(pixels))) {
                    reader.read(image(), SIZE, ByteBuffer.allocateDirect(1000), 3 * SIZE.width());
                }
            }
        },
        BGR_FITTER {
            @Override
            void of(Pixels pixels) {
                try (BgrFitter fitter = new BgrFitter(reader(pixels))) {
                    fitter.fit(image(), SIZE, SIZE);
                }
            }
        };

        abstract void of(Pixels pixels);
    }

    @ParameterizedTest
    @EnumSource(Use.class)
    void read_closesForeignPixelsThatCannotBeLookedAt(Use use) {
        Foreign pixels = new Foreign(true);

        assertThatThrownBy(() -> use.of(pixels)).hasStackTraceContaining("made by the test");

        assertThat(pixels.closed).isPositive();
    }
}
