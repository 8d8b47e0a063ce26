package dev.visiontask.examples;

import dev.visiontask.tensor.Shape;
import dev.visiontask.testkit.FakeBackend;
import dev.visiontask.testkit.LinearModel;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** A model in plain Java that says how red, green and blue a picture is; and pictures for it. */
final class ColorModel {
    private ColorModel() {}

    static Path write(Path folder) throws IOException {
        Files.createDirectories(folder);
        FakeBackend.write(LinearModel.channelMeans(Shape.of(3, 4, 4)), folder);
        Files.writeString(folder.resolve("config.json"), """
                {"id2label": {"0": "red", "1": "gr<e>en", "2": "blue"},
                 "visiontask": {"rescale_factor": "1/255", "activation": "none", "license": "Apache-2.0"}}
                """);
        return folder;
    }

    static Path picture(Path file, Color color) throws IOException {
        BufferedImage image = new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                image.setRGB(x, y, color.getRGB());
            }
        }
        Files.createDirectories(file.getParent());
        ImageIO.write(image, "png", file.toFile());
        return file;
    }
}
