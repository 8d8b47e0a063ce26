package dev.visiontask.video.ffmpeg;

import dev.visiontask.ImageSource;
import dev.visiontask.PixelFormat;
import java.nio.ByteBuffer;

/** Made-up frames: a soft pattern of colours, and a disc that moves. */
final class MovingPicture {
    private final int width;
    private final int height;

    MovingPicture(int width, int height) {
        this.width = width;
        this.height = height;
    }

    /** The BGR samples of a frame, without gaps between the rows. */
    byte[] bytes(int frame) {
        byte[] bgr = new byte[3 * width * height];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int at = 3 * (y * width + x);
                double dx = x - width * (0.2 + 0.02 * frame);
                double dy = y - height * 0.5;
                boolean inside = dx * dx + dy * dy < height * height / 16.0;
                bgr[at] = (byte) (inside ? 40 : 200 * x / width);
                bgr[at + 1] = (byte) (inside ? 60 : 60 + 120 * y / height);
                bgr[at + 2] = (byte) (inside ? 220 : 230 - 150 * x / width);
            }
        }
        return bgr;
    }

    ImageSource image(int frame) {
        return ImageSource.ofPixels(ByteBuffer.wrap(bytes(frame)), width, height, 3 * width, PixelFormat.BGR);
    }

    /** The peak signal-to-noise ratio of samples against those of a frame, in dB. */
    double psnr(byte[] found, int frame) {
        byte[] expected = bytes(frame);
        double sum = 0;
        for (int i = 0; i < expected.length; i++) {
            double difference = (found[i] & 0xff) - (expected[i] & 0xff);
            sum += difference * difference;
        }
        return sum == 0 ? 100 : 10 * Math.log10(255 * 255 / (sum / expected.length));
    }
}
