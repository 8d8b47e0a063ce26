package dev.visiontask.video.ffmpeg;

import dev.visiontask.RawFrame;
import dev.visiontask.video.Frame;
import dev.visiontask.video.FrameSource;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.zip.CRC32;

/** What tests look at in frames. */
final class Look {
    private Look() {}

    /** A frame in short: equal for equal pixels at an equal place. */
    record Print(long index, double seconds, long crc) {}

    static Print print(Frame frame) {
        CRC32 crc = new CRC32();
        crc.update(bytes(frame));
        return new Print(frame.index(), seconds(frame), crc.getValue());
    }

    static double seconds(Frame frame) {
        return frame.time().toNanos() / 1e9;
    }

    static List<Print> prints(FrameSource frames) {
        List<Print> prints = new ArrayList<>();
        frames.forEach(frame -> prints.add(print(frame)));
        return prints;
    }

    static Print next(FrameSource frames) {
        try (Frame frame = Objects.requireNonNull(frames.next())) {
            return print(frame);
        }
    }

    /** The BGR samples without what is between the rows. */
    static byte[] bytes(Frame frame) {
        RawFrame image = (RawFrame) frame.image();
        int row = 3 * image.size().width();
        byte[] bytes = new byte[row * image.size().height()];
        ByteBuffer data = image.data();
        for (int y = 0; y < image.size().height(); y++) {
            data.get(y * image.rowStride(), bytes, y * row, row);
        }
        return bytes;
    }

    /** Means of red, green and blue. */
    static double[] meanRgb(Frame frame) {
        byte[] bytes = bytes(frame);
        double[] sums = new double[3];
        for (int i = 0; i < bytes.length; i++) {
            sums[2 - i % 3] += bytes[i] & 0xff;
        }
        for (int c = 0; c < 3; c++) {
            sums[c] /= bytes.length / 3.0;
        }
        return sums;
    }
}
