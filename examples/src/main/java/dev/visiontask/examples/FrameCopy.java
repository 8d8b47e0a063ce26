package dev.visiontask.examples;

import dev.visiontask.ImageSize;
import dev.visiontask.ImageSource;
import dev.visiontask.RawFrame;
import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;

/** Copies frames of videos, which are only valid until they are closed, into small pictures. */
final class FrameCopy {
    /** Samples of a cell in each direction: enough for a small picture, and little beside decoding. */
    private static final int SAMPLES = 3;

    private FrameCopy() {}

    /**
     * A copy of a frame in BGR, shrunk until neither edge has more pixels than that.
     *
     * @throws IllegalArgumentException if the picture is not one of decoded pixels
     */
    static BufferedImage of(ImageSource frame, int edge) {
        if (!(frame instanceof RawFrame raw)) {
            throw new IllegalArgumentException("Expected a decoded frame, found: " + frame);
        }
        ImageSize full = raw.size();
        double scale = Math.min(1, (double) edge / Math.max(full.width(), full.height()));
        int width = (int) Math.max(1, Math.round(full.width() * scale));
        int height = (int) Math.max(1, Math.round(full.height() * scale));
        BufferedImage copy = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        ByteBuffer data = raw.data();
        int[] row = new int[width];
        for (int y = 0; y < height; y++) {
            int top = y * full.height() / height;
            int bottom = Math.max(top + 1, (y + 1) * full.height() / height);
            for (int x = 0; x < width; x++) {
                int left = x * full.width() / width;
                int right = Math.max(left + 1, (x + 1) * full.width() / width);
                row[x] = mean(data, raw.rowStride(), new Cell(left, top, right, bottom));
            }
            copy.setRGB(0, y, width, 1, row, 0, width);
        }
        return copy;
    }

    private record Cell(int left, int top, int right, int bottom) {
        int stepX() {
            return (right - left + SAMPLES - 1) / SAMPLES;
        }

        int stepY() {
            return (bottom - top + SAMPLES - 1) / SAMPLES;
        }
    }

    private static int mean(ByteBuffer data, int rowStride, Cell cell) {
        int blue = 0;
        int green = 0;
        int red = 0;
        int count = 0;
        for (int y = cell.top(); y < cell.bottom(); y += cell.stepY()) {
            for (int x = cell.left(); x < cell.right(); x += cell.stepX()) {
                int at = y * rowStride + x * 3;
                blue += data.get(at) & 0xff;
                green += data.get(at + 1) & 0xff;
                red += data.get(at + 2) & 0xff;
                count++;
            }
        }
        return ((red / count) << 16) | ((green / count) << 8) | (blue / count);
    }
}
