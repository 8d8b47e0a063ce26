package dev.visiontask.segmentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visiontask.BadInputException;
import dev.visiontask.ImageSize;
import dev.visiontask.evaluation.Progress;
import dev.visiontask.segmentation.evaluation.MaskFolder;
import dev.visiontask.segmentation.evaluation.MaskValues;
import dev.visiontask.segmentation.evaluation.SegmentationEvaluator;
import dev.visiontask.segmentation.evaluation.SegmentationFigures;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A segmenter on a folder of pictures and masks. */
class FolderEvaluationTest {
    private static final ImageSize SIZE = new ImageSize(8, 8);

    @TempDir
    Path folder;

    private Path pictures = Path.of("");
    private Path masks = Path.of("");

    @BeforeEach
    void folders() throws IOException {
        pictures = Files.createDirectory(folder.resolve("pictures"));
        masks = Files.createDirectory(folder.resolve("masks"));
    }

    @Test
    void run_comparesEachPictureWithItsMask() throws IOException {
        picture("a red.png", 0xff0000);
        mask("a red.png", SIZE, 0);
        picture("b.blue.bmp", 0x0000ff);
        mask("b.blue.png", SIZE, 1);
        Files.writeString(masks.resolve(".hidden"), "");
        List<String> heard = new ArrayList<>();
        Progress progress = (done, total) -> heard.add(done + "/" + total);

        SegmentationFigures figures = evaluate(MaskFolder.of(pictures, masks).requireComplete(), progress);

        assertThat(heard).containsExactly("1/2", "2/2");
        assertThat(figures.pixelAccuracy()).isEqualTo(0.5);
        assertThat(figures.meanIou()).isEqualTo(0.5);
        assertThat(figures.worst(1).get(0).name()).endsWith("b.blue.bmp");
    }

    @Test
    void requireComplete_namesWhatHasNoPartner() throws IOException {
        picture("both.png", 0xff0000);
        mask("both.png", SIZE, 0);
        picture("picture-only.png", 0xff0000);
        mask("mask-only.png", SIZE, 0);
        MaskFolder found = MaskFolder.of(pictures, masks);

        assertThatThrownBy(found::requireComplete)
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("2 files")
                .hasMessageContaining("picture-only.png")
                .hasMessageContaining("mask-only.png");
        assertThat(evaluate(found, Progress.NONE).pictures()).hasSize(1);
    }

    @Test
    void of_refusesTwoFilesOfOneNameAndMissingFolders() throws IOException {
        picture("a.png", 0xff0000);
        picture("a.bmp", 0xff0000);

        assertThatThrownBy(() -> MaskFolder.of(pictures, masks))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("a.png")
                .hasMessageContaining("a.bmp");
        assertThatThrownBy(() -> MaskFolder.of(folder.resolve("nowhere"), masks))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("nowhere");
        assertThatThrownBy(() -> MaskFolder.of(masks, masks).requireComplete())
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("none");
    }

    @Test
    void run_refusesAMaskOfAnotherSizeNamingBoth() throws IOException {
        picture("a.png", 0xff0000);
        mask("a.png", new ImageSize(4, 8), 0);

        assertThatThrownBy(() -> evaluate(MaskFolder.of(pictures, masks), Progress.NONE))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("masks")
                .hasMessageContaining("4x8")
                .hasMessageContaining("8x8");
    }

    private SegmentationFigures evaluate(MaskFolder found, Progress progress) {
        Path model = ColorSegmenter.write(folder.resolve("model"), ColorSegmenter.onnx());
        try (SemanticSegmenter segmenter = ColorSegmenter.builder(model).build()) {
            return SegmentationEvaluator.run(segmenter, found, MaskValues.PLAIN, progress);
        }
    }

    private void picture(String name, int color) throws IOException {
        BufferedImage image = new BufferedImage(SIZE.width(), SIZE.height(), BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < SIZE.pixels(); i++) {
            image.setRGB(i % SIZE.width(), i / SIZE.width(), color);
        }
        String format = name.substring(name.lastIndexOf('.') + 1);
        ImageIO.write(image, format, pictures.resolve(name).toFile());
    }

    private void mask(String name, ImageSize size, int index) throws IOException {
        byte[] pixels = new byte[(int) size.pixels()];
        Arrays.fill(pixels, (byte) index);
        Segmentation mask = new Segmentation(ClassMap.of(size, pixels), Collections.nCopies(3, "thing"), List.of());
        Files.write(masks.resolve(name), mask.toPng());
    }
}
