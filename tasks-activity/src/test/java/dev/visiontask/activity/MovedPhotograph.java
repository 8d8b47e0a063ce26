package dev.visiontask.activity;

import dev.visiontask.ImageSource;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;

/** A camera that moves over a photograph, so that what is seen of it stays on the photograph. */
final class MovedPhotograph {
    private static final int FRAMES = 8;
    private static final int SIZE = 160;

    /** Where the middle of the view is, in widths of the view; how much is zoomed in; how far turned, in radians. */
    private record View(double x, double y, double zoom, double turn) {}

    private MovedPhotograph() {}

    /** A clip of the frames that the model looks at, each four times because it takes every fourth. */
    static Clip clip(Path photograph, String movement, long seed) throws IOException {
        BufferedImage picture = ImageIO.read(photograph.toFile());
        List<ImageSource> frames = new ArrayList<>();
        for (View view : views(movement, new Random(seed))) {
            ImageSource frame = ImageSource.of(seen(picture, view));
            for (int i = 0; i < 4; i++) {
                frames.add(frame);
            }
        }
        return Clip.ofPictures(frames);
    }

    private static List<View> views(String movement, Random random) {
        double reach = 0.08 + 0.22 * random.nextDouble();
        boolean clockwise = random.nextBoolean();
        List<View> views = new ArrayList<>();
        for (int i = 0; i < FRAMES; i++) {
            double t = i / (FRAMES - 1.0) - 0.5;
            double hand = 0.001;
            double x = hand * random.nextGaussian();
            double y = hand * random.nextGaussian();
            views.add(
                    switch (movement) {
                        case "pan-left" -> new View(x - t * reach, y, 0, 0);
                        case "pan-right" -> new View(x + t * reach, y, 0, 0);
                        case "tilt-up" -> new View(x, y - t * reach, 0, 0);
                        case "tilt-down" -> new View(x, y + t * reach, 0, 0);
                        case "zoom-in" -> new View(x, y, t * 2 * reach, 0);
                        case "zoom-out" -> new View(x, y, -t * 2 * reach, 0);
                        case "roll" -> new View(x, y, 0, clockwise ? t * 2 * reach : -t * 2 * reach);
                        case "shake" -> new View(x * 20, y * 20, 0, 0);
                        case "static" -> new View(x, y, 0, 0);
                        default -> throw new IllegalArgumentException(movement);
                    });
        }
        return views;
    }

    private static BufferedImage seen(BufferedImage picture, View view) {
        double width = 0.45 * Math.min(picture.getWidth(), picture.getHeight());
        BufferedImage frame = new BufferedImage(SIZE, SIZE, BufferedImage.TYPE_INT_RGB);
        AffineTransform way = AffineTransform.getTranslateInstance(SIZE / 2.0, SIZE / 2.0);
        double scale = SIZE / width * Math.exp(view.zoom());
        way.scale(scale, scale);
        way.rotate(-view.turn());
        way.translate(-picture.getWidth() / 2.0 - view.x() * width, -picture.getHeight() / 2.0 - view.y() * width);
        Graphics2D graphics = frame.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        graphics.drawImage(picture, way, null);
        graphics.dispose();
        return frame;
    }
}
