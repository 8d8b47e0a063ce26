package dev.visiontask.video.ffmpeg;

import dev.visiontask.BadInputException;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.util.Arrays;
import org.bytedeco.javacpp.BytePointer;

/**
 * How stored frames are turned and mirrored to be upright, from the matrix of mp4 and mov (ISO/IEC 14496-12, 6.2.2), the
 * projection of Matroska, or the display orientation of H.264 and HEVC, which FFmpeg all gives as nine numbers in fixed point
 * ({@code libavutil/display.h}): {@code x' = a x + c y}, {@code y' = b x + d y}. Scale and shift are left alone.
 *
 * @param rotation degrees clockwise, after mirroring: 0, 90, 180 or 270
 * @param mirrored whether left and right change
 */
record DisplayMatrix(int rotation, boolean mirrored) {
    static final DisplayMatrix UPRIGHT = new DisplayMatrix(0, false);

    private static final int NUMBERS = 9;

    /** The tangent of one degree, below which FFmpeg's own programs do not turn either. */
    private static final double SLIGHT = 0.0175;

    /**
     * Reads nine numbers.
     *
     * @param name of the video, for messages
     * @throws BadInputException if the frame would be turned by other than quarters, sheared or tilted
     */
    static DisplayMatrix of(String name, BytePointer data, long bytes) {
        if (bytes < NUMBERS * Integer.BYTES) {
            return UPRIGHT;
        }
        IntBuffer matrix = data.capacity(bytes)
                .asByteBuffer()
                .order(ByteOrder.nativeOrder())
                .asIntBuffer();
        int[] numbers = new int[NUMBERS];
        matrix.get(0, numbers);
        return of(name, numbers);
    }

    static DisplayMatrix of(String name, int[] numbers) {
        double a = numbers[0];
        double b = numbers[1];
        double c = numbers[3];
        double d = numbers[4];
        if (a == 0 && b == 0 && c == 0 && d == 0) {
            return UPRIGHT;
        }
        double straight = Math.min(Math.abs(a), Math.abs(d));
        double turned = Math.min(Math.abs(b), Math.abs(c));
        boolean tilted = numbers[2] != 0 || numbers[5] != 0;
        if (!tilted && Math.max(Math.abs(b), Math.abs(c)) <= SLIGHT * straight) {
            return a > 0 ? new DisplayMatrix(d > 0 ? 0 : 180, d < 0) : new DisplayMatrix(d > 0 ? 0 : 180, d > 0);
        }
        if (!tilted && Math.max(Math.abs(a), Math.abs(d)) <= SLIGHT * turned) {
            return b > 0 ? new DisplayMatrix(c < 0 ? 90 : 270, c > 0) : new DisplayMatrix(c < 0 ? 90 : 270, c < 0);
        }
        throw new BadInputException(name
                + ": expected frames that are turned by quarters or mirrored, found the display matrix "
                + Arrays.toString(numbers) + "; write them upright first, for example with: ffmpeg -i IN OUT.mp4");
    }
}
