package dev.visiontask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.visiontask.image.DecodedImage;
import dev.visiontask.image.ImageReader;
import dev.visiontask.image.ReadOptions;
import java.awt.Graphics2D;
import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.WritableRaster;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageSourceTest {
    private static final int WIDTH = 7;
    private static final int HEIGHT = 5;

    private static BufferedImage picture(int type) {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, type);
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                image.setRGB(x, y, 0xff000000 | ((x * 30) << 16) | ((y * 50) << 8) | ((x + y) * 10));
            }
        }
        return image;
    }

    private static byte[] png() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(picture(BufferedImage.TYPE_INT_RGB), "png", out);
        return out.toByteArray();
    }

    private static byte[] bgr(ImageSource source) {
        try (ImageReader reader = new ImageReader(ReadOptions.DEFAULT);
                DecodedImage image = reader.read(source)) {
            byte[] bytes = new byte[image.pixels().data().remaining()];
            image.pixels().data().get(bytes);
            return bytes;
        }
    }

    private static byte[] expected() {
        byte[] bgr = new byte[WIDTH * HEIGHT * 3];
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                int at = (y * WIDTH + x) * 3;
                bgr[at] = (byte) ((x + y) * 10);
                bgr[at + 1] = (byte) (y * 50);
                bgr[at + 2] = (byte) (x * 30);
            }
        }
        return bgr;
    }

    @Test
    void of_givesEqualPixelsFromEverySource(@TempDir Path folder) throws IOException {
        byte[] png = png();
        Path file = Files.write(folder.resolve("a picture.dat"), png);
        Path jar = folder.resolve("pictures.jar");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
            zip.putNextEntry(new ZipEntry("in/p.png"));
            zip.write(png);
        }
        String base64 = Base64.getEncoder().encodeToString(png);
        ByteBuffer direct = ByteBuffer.allocateDirect(png.length + 20).position(13);
        direct.put(png).flip().position(13);
        Map<String, ImageSource> sources = Map.of(
                "path", ImageSource.of(file),
                "file uri", ImageSource.of(file.toUri()),
                "jar uri", ImageSource.of(URI.create("jar:" + jar.toUri() + "!/in/p.png")),
                "data uri", ImageSource.of(URI.create("data:image/png;base64," + base64)),
                "bytes", ImageSource.of(png),
                "heap buffer", ImageSource.of(ByteBuffer.wrap(png)),
                "direct buffer", ImageSource.of(direct),
                "stream", ImageSource.of(new ByteArrayInputStream(png)));
        sources.forEach((kind, source) -> assertThat(bgr(source)).as(kind).isEqualTo(expected()));
        assertThat(direct.position()).isEqualTo(13);
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                BufferedImage.TYPE_INT_RGB,
                BufferedImage.TYPE_INT_ARGB,
                BufferedImage.TYPE_INT_ARGB_PRE,
                BufferedImage.TYPE_INT_BGR,
                BufferedImage.TYPE_3BYTE_BGR,
                BufferedImage.TYPE_4BYTE_ABGR,
                BufferedImage.TYPE_4BYTE_ABGR_PRE
            })
    void ofBufferedImage_givesSamplesOfEveryColorType(int type) {
        assertThat(bgr(ImageSource.of(picture(type)))).isEqualTo(expected());
    }

    @Test
    void ofBufferedImage_takesGraySamplesAsTheyAre() {
        BufferedImage image = new BufferedImage(2, 1, BufferedImage.TYPE_BYTE_GRAY);
        image.getRaster().setSample(0, 0, 0, 100);
        image.getRaster().setSample(1, 0, 0, 200);
        BufferedImage deep = new BufferedImage(2, 1, BufferedImage.TYPE_USHORT_GRAY);
        deep.getRaster().setSample(0, 0, 0, 100 << 8);
        deep.getRaster().setSample(1, 0, 0, 200 << 8);
        byte[] samples = {100, 100, 100, (byte) 200, (byte) 200, (byte) 200};
        assertThat(bgr(ImageSource.of(image))).isEqualTo(samples);
        assertThat(bgr(ImageSource.of(deep))).isEqualTo(samples);
    }

    /** Kinds of gray samples, what half of full alpha makes of them, and the level that all of them mean. */
    static Stream<Arguments> grays() {
        return Stream.of(
                Arguments.of("bytes", DataBuffer.TYPE_BYTE, false, new double[] {100, 255}),
                Arguments.of("alpha is a factor of bytes", DataBuffer.TYPE_BYTE, true, new double[] {50, 127.5}),
                Arguments.of("shorts", DataBuffer.TYPE_USHORT, false, new double[] {100 * 257, 65535}),
                Arguments.of("alpha is a factor", DataBuffer.TYPE_USHORT, true, new double[] {40 * 257, 102 * 257}),
                Arguments.of("long", DataBuffer.TYPE_INT, false, new double[] {100.1 * 0x1010101, Integer.MAX_VALUE}),
                Arguments.of("floats", DataBuffer.TYPE_FLOAT, false, new double[] {100 / 255.0, 1}),
                Arguments.of("doubles", DataBuffer.TYPE_DOUBLE, true, new double[] {50 / 255.0, 0.5}));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("grays")
    void ofBufferedImage_takesGrayOfAnyTypeAsItIs(String name, int type, boolean factor, double[] pixel) {
        ColorSpace gray = ColorSpace.getInstance(ColorSpace.CS_GRAY);
        ColorModel model = new ComponentColorModel(gray, true, factor, Transparency.TRANSLUCENT, type);
        WritableRaster raster = model.createCompatibleWritableRaster(1, 1);
        raster.setPixel(0, 0, pixel);
        byte[] samples = bgr(ImageSource.of(new BufferedImage(model, raster, factor, null)));

        assertThat(samples).containsOnly(samples[0]).hasSize(3);
        assertThat(samples[0] & 0xff).isBetween(99, 101);
    }

    @Test
    void ofBufferedImage_readsPartOfPicture() {
        BufferedImage whole = new BufferedImage(WIDTH + 3, HEIGHT + 2, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D graphics = whole.createGraphics();
        graphics.drawImage(picture(BufferedImage.TYPE_INT_RGB), 2, 1, null);
        graphics.dispose();
        assertThat(bgr(ImageSource.of(whole.getSubimage(2, 1, WIDTH, HEIGHT)))).isEqualTo(expected());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void ofPixels_readsRowsByStride(boolean direct) {
        int stride = WIDTH * 3 + 5;
        ByteBuffer data = direct ? ByteBuffer.allocateDirect(stride * HEIGHT) : ByteBuffer.allocate(stride * HEIGHT);
        for (int y = 0; y < HEIGHT; y++) {
            data.put(y * stride, expected(), y * WIDTH * 3, WIDTH * 3);
        }
        ImageSource source = ImageSource.ofPixels(data, WIDTH, HEIGHT, stride, PixelFormat.BGR);
        assertThat(bgr(source)).isEqualTo(expected());
    }

    @Test
    void ofPixels_refusesBufferThatIsTooSmall() {
        ByteBuffer data = ByteBuffer.allocate(10);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ImageSource.ofPixels(data, 2, 2, 6, PixelFormat.RGB))
                .withMessageContaining("at least 12 bytes")
                .withMessageContaining("found: 10");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ImageSource.ofPixels(data, 2, 2, 5, PixelFormat.RGB))
                .withMessageContaining("row stride of at least 6");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:1/cat.jpg",
                "https://example.org/cat.jpg",
                "ftp://example.org/cat.jpg",
                "jar:http://127.0.0.1:1/a.jar!/cat.jpg",
                "cat.jpg"
            })
    void of_refusesUriThatIsNotLocal(String uri) {
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> ImageSource.of(URI.create(uri)))
                .withMessageContaining(uri)
                .withMessageContaining("never touches the network");
    }

    @Test
    void of_leavesStreamOpen() throws IOException {
        boolean[] closed = new boolean[1];
        InputStream stream = new ByteArrayInputStream(png()) {
            @Override
            public void close() {
                closed[0] = true;
            }
        };
        assertThat(ImageSource.of(stream).name()).isEqualTo("stream");
        assertThat(closed[0]).isFalse();
    }

    @Test
    void name_saysWhereThePictureIs() throws IOException {
        assertThat(ImageSource.of(Path.of("a", "b.jpg")).name())
                .isEqualTo(Path.of("a", "b.jpg").toString());
        assertThat(ImageSource.of(new byte[12]).name()).isEqualTo("bytes[12]");
        assertThat(ImageSource.of(new byte[12]).named("upload 7").name()).isEqualTo("upload 7");
        assertThat(ImageSource.of(URI.create("data:image/png;base64,AAAA")).name())
                .isEqualTo("data:image/png;base64[3]");
    }
}
