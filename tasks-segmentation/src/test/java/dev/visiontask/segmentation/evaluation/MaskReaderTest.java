package dev.visiontask.segmentation.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.visiontask.BadInputException;
import dev.visiontask.ImageSize;
import dev.visiontask.segmentation.ClassMap;
import dev.visiontask.segmentation.Segmentation;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class MaskReaderTest {
    private static final ImageSize SIZE = new ImageSize(3, 2);

    @TempDir
    Path folder;

    @Test
    void read_takesGrayAndPaletteAlike() throws IOException {
        Segmentation segmentation = segmentation(4, (byte) 0, (byte) 1, (byte) 3, (byte) 2, (byte) 3, (byte) 255);
        Path gray = Files.write(folder.resolve("gray.png"), segmentation.toPng());
        Path palette = Files.write(folder.resolve("palette.png"), segmentation.toPalettePng());
        MaskReader reader = new MaskReader(MaskValues.PLAIN, 4);

        assertThat(reader.read(gray)).isEqualTo(segmentation.map());
        assertThat(reader.read(palette)).isEqualTo(segmentation.map());
    }

    @Test
    void read_readsFromAnArchive() throws IOException {
        Segmentation segmentation = segmentation(4, (byte) 0, (byte) 1, (byte) 3, (byte) 2, (byte) 3, (byte) 255);
        try (FileSystem zip = FileSystems.newFileSystem(folder.resolve("masks.zip"), Map.of("create", "true"))) {
            Path masks = Files.createDirectories(zip.getPath("/masks"));
            Path images = Files.createDirectories(zip.getPath("/images"));
            Path file = Files.write(masks.resolve("1.png"), segmentation.toPng());
            Path image = Files.write(images.resolve("1.jpg"), new byte[] {1});

            assertThat(new MaskReader(MaskValues.PLAIN, 4).read(file)).isEqualTo(segmentation.map());
            assertThat(MaskFolder.of(images, masks).pairs()).containsExactly(new MaskFolder.Pair(image, file));
        }
        assertThatThrownBy(() -> new MaskReader(MaskValues.PLAIN, 4).read(Path.of("https://host/mask.png")))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("not a path");
    }

    @Test
    void read_takesSixteenBitsForManyClasses() throws IOException {
        Segmentation wide = new Segmentation(
                ClassMap.of(new ImageSize(2, 1), new short[] {300, 7}), Collections.nCopies(400, "thing"), List.of());
        Path file = Files.write(folder.resolve("wide.png"), wide.toPng());

        assertThat(new MaskReader(MaskValues.PLAIN, 400).read(file)).isEqualTo(wide.map());
    }

    @Test
    void read_translatesValues() throws IOException {
        Path file = Files.write(
                folder.resolve("mask.png"),
                segmentation(12, (byte) 0, (byte) 1, (byte) 3, (byte) 11, (byte) 3, (byte) 255)
                        .toPng());

        assertThat(new MaskReader(MaskValues.REDUCED, 11).read(file).toInts()).containsExactly(-1, 0, 2, 10, 2, -1);
        assertThat(new MaskReader(MaskValues.PLAIN.ignoring(11).mapping(3, 1), 2)
                        .read(file)
                        .toInts())
                .containsExactly(0, 1, 1, -1, 1, -1);
    }

    @Test
    void read_refusesAValueThatIsNoClassNamingTheFile() throws IOException {
        Path file = Files.write(
                folder.resolve("mask.png"),
                segmentation(12, (byte) 0, (byte) 1, (byte) 3, (byte) 11, (byte) 3, (byte) 3)
                        .toPng());

        assertThatThrownBy(() -> new MaskReader(MaskValues.PLAIN, 11).read(file))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("mask.png")
                .hasMessageContaining("11 classes")
                .hasMessageContaining("found: 11");
    }

    @Test
    void read_refusesWhatIsNoMask() throws IOException {
        Path text = Files.writeString(folder.resolve("text.png"), "no picture");
        Path empty = Files.createFile(folder.resolve("empty.png"));
        Path colors = folder.resolve("colors.png");
        ImageIO.write(new BufferedImage(3, 2, BufferedImage.TYPE_INT_RGB), "png", colors.toFile());
        Path jpeg = folder.resolve("lossy.jpg");
        ImageIO.write(new BufferedImage(3, 2, BufferedImage.TYPE_BYTE_GRAY), "jpg", jpeg.toFile());
        Path truncated = folder.resolve("truncated.png");
        byte[] whole = segmentation(12, new byte[6]).toPng();
        Files.write(truncated, Arrays.copyOf(whole, whole.length / 2));
        MaskReader reader = new MaskReader(MaskValues.PLAIN, 2);

        for (Path file : List.of(text, empty, colors, jpeg, truncated, folder.resolve("missing.png"))) {
            assertThatThrownBy(() -> reader.read(file))
                    .as("%s", file)
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining(file.toString());
        }
    }

    private static Segmentation segmentation(int classes, byte... pixels) {
        return new Segmentation(ClassMap.of(SIZE, pixels), Collections.nCopies(classes, "thing"), List.of());
    }

    /** A TIFF in gray of 2x1 pixels. */
    private static byte[] tiff(int photometric, int bits, int format, long first, long second) {
        int[][] tags = {
            {256, 2},
            {257, 1},
            {258, bits},
            {259, 1},
            {262, photometric},
            {273, 8},
            {277, 1},
            {279, bits / 4},
            {339, format}
        };
        ByteBuffer out = ByteBuffer.allocate(24 + 2 + tags.length * 12 + 4).order(ByteOrder.LITTLE_ENDIAN);
        out.put((byte) 'I').put((byte) 'I').putShort((short) 42).putInt(24);
        for (long value : new long[] {first, second}) {
            for (int shift = 0; shift < bits; shift += 8) {
                out.put((byte) (value >> shift));
            }
        }
        out.position(24);
        out.putShort((short) tags.length);
        for (int[] tag : tags) {
            out.putShort((short) tag[0]).putShort((short) 3).putInt(1).putInt(tag[1]);
        }
        return out.array();
    }

    static Stream<Arguments> numbers() {
        int white = 0;
        int black = 1;
        int unsigned = 1;
        int signed = 2;
        int real = 3;
        return Stream.of(
                arguments("8 bits", tiff(black, 8, unsigned, 1, 3), "[1, 3]"),
                arguments("16 bits", tiff(black, 16, unsigned, 1, 3), "[1, 3]"),
                arguments("32 bits", tiff(black, 32, unsigned, 1, 3), "[1, 3]"),
                arguments("signed", tiff(black, 16, signed, 1, 3), "[1, 3]"),
                arguments("signed 16 bits below 0", tiff(black, 16, signed, 1, -2), "found: -2"),
                arguments("signed 32 bits below 0", tiff(black, 32, signed, 1, -1), "found: -1"),
                arguments("32 bits beyond 16", tiff(black, 32, unsigned, 1, 70000), "found: 70000"),
                arguments("32 bits beyond 31", tiff(black, 32, unsigned, 1, 0xffff_ff00L), "found: -256"),
                arguments("16 bits beyond the classes", tiff(black, 16, unsigned, 1, 65535), "found: 65535"),
                arguments("floating point", tiff(black, 32, real, 0x3f800000, 0), "floating-point"),
                arguments("inverted", tiff(white, 8, unsigned, 1, 255), "0 is white"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("numbers")
    void read_takesWholeNumbersOfAnyWidthAndNamesTheOthers(String name, byte[] tiff, String outcome)
            throws IOException {
        Path file = Files.write(folder.resolve("mask.tif"), tiff);
        String found;
        try {
            found = Arrays.toString(
                    new MaskReader(MaskValues.PLAIN, 4).read(file).toInts());
        } catch (BadInputException e) {
            assertThat(e).hasMessageContaining("mask.tif");
            found = String.valueOf(e.getMessage());
        }
        assertThat(found).contains(outcome);
    }

    @Test
    void read_saysWhatTheFileIsInstead() throws IOException {
        Path file = Files.writeString(folder.resolve("page.png"), "<!DOCTYPE html><html><title>Sign in</title></html>");
        assertThatThrownBy(() -> new MaskReader(MaskValues.PLAIN, 4).read(file))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("web page");
    }
}
