package dev.visiontask.video.ffmpeg;

import dev.visiontask.ImageSize;
import dev.visiontask.video.FrameOptions;
import dev.visiontask.video.VideoLocation;
import dev.visiontask.video.VideoReader;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** A picture as the reader gives it, turned by plain loops. */
final class StoredPicture {
    private static final int BLOCK = 64;

    private final int width;
    private final int height;
    private final byte[] bgr;

    private StoredPicture(int width, int height, byte[] bgr) {
        this.width = width;
        this.height = height;
        this.bgr = bgr;
    }

    static StoredPicture first(Path path) {
        VideoLocation location = new VideoLocation(path.toString(), path, null, null);
        try (VideoReader reader = new FfmpegProvider().open(location, FrameOptions.DEFAULT)) {
            reader.advance();
            ImageSize size = reader.size();
            int stride = 3 * ((size.width() + BLOCK - 1) / BLOCK * BLOCK);
            ByteBuffer memory = ByteBuffer.allocateDirect(stride * size.height() + BLOCK);
            reader.read(size, memory, stride);
            byte[] bgr = new byte[3 * size.width() * size.height()];
            for (int y = 0; y < size.height(); y++) {
                memory.get(y * stride, bgr, 3 * y * size.width(), 3 * size.width());
            }
            return new StoredPicture(size.width(), size.height(), bgr);
        }
    }

    byte[] turned(int degrees) {
        byte[] out = new byte[bgr.length];
        int outWidth = degrees % 180 == 0 ? width : height;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int toX = degrees == 0 ? x : degrees == 90 ? height - 1 - y : degrees == 180 ? width - 1 - x : y;
                int toY = degrees == 0 ? y : degrees == 90 ? x : degrees == 180 ? height - 1 - y : width - 1 - x;
                System.arraycopy(bgr, 3 * (y * width + x), out, 3 * (toY * outWidth + toX), 3);
            }
        }
        return out;
    }
}
