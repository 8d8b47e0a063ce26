package dev.visiontask.segmentation.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visiontask.BadInputException;
import dev.visiontask.ImageSize;
import dev.visiontask.segmentation.ClassMap;
import dev.visiontask.segmentation.Segmentation;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
}
