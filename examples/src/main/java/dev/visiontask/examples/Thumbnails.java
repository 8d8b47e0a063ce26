package dev.visiontask.examples;

import dev.visiontask.BadInputException;
import dev.visiontask.ImageSize;
import dev.visiontask.draw.Overlay;
import dev.visiontask.image.DecodedImage;
import dev.visiontask.image.Decoding;
import dev.visiontask.image.ImageReader;
import dev.visiontask.image.Pixels;
import dev.visiontask.image.ReadOptions;
import java.awt.Graphics2D;
import java.awt.Image;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import javax.imageio.ImageIO;

/** Makes small copies of pictures in every format that the library reads, upright. */
final class Thumbnails implements AutoCloseable {
    private final ImageReader reader = new ImageReader(ReadOptions.DEFAULT.withDecoding(Decoding.FAST));

    /** Writes a JPEG and gives its size; nothing for a picture that cannot be read. */
    Optional<ImageSize> write(Report.Shot shot, Path jpeg) throws IOException {
        Consumer<Overlay> draw = shot.draw();
        if (draw != null) {
            return Optional.of(writeDrawn(shot, draw, jpeg));
        }
        try (DecodedImage image = reader.read(shot.picture().get(), full -> fit(full, shot.edge()))) {
            ImageSize size = fit(image.size(), shot.edge());
            ImageIO.write(shrink(image.pixels(), size), "jpg", jpeg.toFile());
            return Optional.of(size);
        } catch (BadInputException unreadable) {
            // The report says so beside the empty place.
            return Optional.empty();
        }
    }

    /** Draws before the picture is made small. */
    private static ImageSize writeDrawn(Report.Shot shot, Consumer<Overlay> draw, Path jpeg) throws IOException {
        Overlay overlay = Overlay.on(shot.picture().get());
        draw.accept(overlay);
        BufferedImage drawn = overlay.image();
        ImageSize size = fit(new ImageSize(drawn.getWidth(), drawn.getHeight()), shot.edge());
        BufferedImage small = new BufferedImage(size.width(), size.height(), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = small.createGraphics();
        graphics.drawImage(
                drawn.getScaledInstance(size.width(), size.height(), Image.SCALE_AREA_AVERAGING), 0, 0, null);
        graphics.dispose();
        ImageIO.write(small, "jpg", jpeg.toFile());
        return size;
    }

    private static ImageSize fit(ImageSize size, int edge) {
        double scale = Math.min(1, (double) edge / Math.max(size.width(), size.height()));
        return new ImageSize(Math.max(1, (int) Math.round(size.width() * scale)), Math.max(1, (int)
                Math.round(size.height() * scale)));
    }

    /** Each pixel is the mean of those that it stands for. */
    private static BufferedImage shrink(Pixels pixels, ImageSize size) {
        BufferedImage small = new BufferedImage(size.width(), size.height(), BufferedImage.TYPE_INT_RGB);
        ByteBuffer data = pixels.data();
        for (int y = 0; y < size.height(); y++) {
            int top = y * pixels.height() / size.height();
            int bottom = Math.max(top + 1, (y + 1) * pixels.height() / size.height());
            for (int x = 0; x < size.width(); x++) {
                int left = x * pixels.width() / size.width();
                int right = Math.max(left + 1, (x + 1) * pixels.width() / size.width());
                small.setRGB(x, y, mean(pixels, data, new Area(left, top, right, bottom)));
            }
        }
        return small;
    }

    private record Area(int left, int top, int right, int bottom) {}

    private static int mean(Pixels pixels, ByteBuffer data, Area area) {
        int channels = pixels.format().channels();
        int[] sums = new int[channels];
        for (int y = area.top(); y < area.bottom(); y++) {
            for (int x = area.left(); x < area.right(); x++) {
                int at = y * pixels.rowStride() + x * channels;
                for (int c = 0; c < channels; c++) {
                    sums[c] += data.get(at + c) & 0xFF;
                }
            }
        }
        int count = (area.bottom() - area.top()) * (area.right() - area.left());
        return switch (pixels.format()) {
            case GRAY -> rgb(sums[0], sums[0], sums[0], count);
            case BGR -> rgb(sums[2], sums[1], sums[0], count);
            case RGB -> rgb(sums[0], sums[1], sums[2], count);
        };
    }

    private static int rgb(int red, int green, int blue, int count) {
        return ((red / count) << 16) | ((green / count) << 8) | (blue / count);
    }

    @Override
    public void close() {
        reader.close();
    }
}
