package dev.visiontask.video;

import dev.visiontask.image.ImageLimits;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How a video is read.
 *
 * @param sampling which frames are taken
 * @param size how large they are decoded
 * @param limits what is refused: pixels of a frame, bytes of an image file
 * @param timeout the longest wait for the source to open or to give data; more is an error
 * @param reconnect what a live source does after an error
 * @param imageRate images a second, for the times of an image folder
 * @param threads threads of the decoder; 0 for its own choice
 * @param provider the name of the {@link VideoProvider}; null for the one that knows the format
 */
public record FrameOptions(
        Sampling sampling,
        DecodeSize size,
        ImageLimits limits,
        Duration timeout,
        Reconnect reconnect,
        double imageRate,
        int threads,
        @Nullable String provider) {
    /** Every frame at full size, a timeout of ten seconds, no reconnecting, 25 images a second. */
    public static final FrameOptions DEFAULT = new FrameOptions(
            Sampling.ALL, DecodeSize.full(), ImageLimits.DEFAULT, Duration.ofSeconds(10), Reconnect.NEVER, 25, 0, null);

    /** Checks the ranges. */
    public FrameOptions {
        Objects.requireNonNull(sampling, "sampling");
        Objects.requireNonNull(size, "size");
        Objects.requireNonNull(limits, "limits");
        Objects.requireNonNull(timeout, "timeout");
        Objects.requireNonNull(reconnect, "reconnect");
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("Expected a timeout above 0, found: " + timeout);
        }
        if (!(imageRate > 0) || Double.isInfinite(imageRate) || threads < 0) {
            throw new IllegalArgumentException(
                    "Expected an image rate above 0 and at least 0 threads, found: " + imageRate + " and " + threads);
        }
    }

    /** With another choice of frames. */
    public FrameOptions withSampling(Sampling sampling) {
        return new FrameOptions(sampling, size, limits, timeout, reconnect, imageRate, threads, provider);
    }

    /** With another size of the frames. */
    public FrameOptions withSize(DecodeSize size) {
        return new FrameOptions(sampling, size, limits, timeout, reconnect, imageRate, threads, provider);
    }

    /** With other limits. */
    public FrameOptions withLimits(ImageLimits limits) {
        return new FrameOptions(sampling, size, limits, timeout, reconnect, imageRate, threads, provider);
    }

    /** With another longest wait. */
    public FrameOptions withTimeout(Duration timeout) {
        return new FrameOptions(sampling, size, limits, timeout, reconnect, imageRate, threads, provider);
    }

    /** With another answer to failures of a live source. */
    public FrameOptions withReconnect(Reconnect reconnect) {
        return new FrameOptions(sampling, size, limits, timeout, reconnect, imageRate, threads, provider);
    }

    /** With another rate of images in a folder. */
    public FrameOptions withImageRate(double imageRate) {
        return new FrameOptions(sampling, size, limits, timeout, reconnect, imageRate, threads, provider);
    }

    /** With so many threads of the decoder; 0 for its own choice. */
    public FrameOptions withThreads(int threads) {
        return new FrameOptions(sampling, size, limits, timeout, reconnect, imageRate, threads, provider);
    }

    /** With a provider by name; null for the one that knows the format. */
    public FrameOptions withProvider(@Nullable String provider) {
        return new FrameOptions(sampling, size, limits, timeout, reconnect, imageRate, threads, provider);
    }
}
