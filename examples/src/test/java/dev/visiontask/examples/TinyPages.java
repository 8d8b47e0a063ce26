package dev.visiontask.examples;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/**
 * Two pages of one colour each, for {@link DetectTest}'s model and {@link SegmentTest}'s: the object of the green page
 * lies in the middle, that of the blue page in a corner; all of the green page is green, half of the blue page red.
 */
final class TinyPages {
    private TinyPages() {}

    static SamplePages write(Path examples) throws IOException {
        Path pages = examples.resolve("pages");
        ColorModel.picture(pages.resolve("pictures/green.png"), Color.GREEN);
        ColorModel.picture(pages.resolve("pictures/blue.png"), Color.BLUE);
        Files.writeString(pages.resolve("instances.json"), """
                {"images": [{"id": 1, "file_name": "green.png", "width": 64, "height": 48},
                            {"id": 2, "file_name": "blue.png", "width": 64, "height": 48}],
                 "categories": [{"id": 1, "name": "red"}, {"id": 2, "name": "green"}, {"id": 3, "name": "blue"}],
                 "annotations": [
                   {"id": 1, "image_id": 1, "category_id": 2, "bbox": [16, 12, 32, 24], "area": 768, "iscrowd": 0},
                   {"id": 2, "image_id": 2, "category_id": 3, "bbox": [0, 0, 8, 8], "area": 64, "iscrowd": 0}]}
                """);
        mask(pages.resolve("masks/green.png"), 1, 1);
        mask(pages.resolve("masks/blue.png"), 0, 2);
        return SamplePages.in(examples);
    }

    private static void mask(Path file, int left, int right) throws IOException {
        BufferedImage image = new BufferedImage(64, 48, BufferedImage.TYPE_BYTE_GRAY);
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                image.getRaster().setSample(x, y, 0, x < 32 ? left : right);
            }
        }
        Files.createDirectories(file.resolveSibling(""));
        ImageIO.write(image, "png", file.toFile());
    }
}
