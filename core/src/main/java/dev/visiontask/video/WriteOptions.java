package dev.visiontask.video;

import dev.visiontask.ImageSize;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How a video is written.
 *
 * @param codec how pictures are encoded
 * @param size the size of the video; null for that of the first frame. Frames of another size are fitted in, in the middle
 *     of black
 * @param rate pictures a second: for frames that are written without a time, and for AVI, whose rate is fixed; 0 for 25, and
 *     in AVI for what the times of the first frames tell
 * @param quality 0 (small files) to 1 (what can hardly be told from the original)
 * @param bitRate bits a second on average; 0 to keep to the quality, whatever the rate
 * @param threads threads of the encoder; 0 for its own choice
 * @param provider the name of the {@link VideoWriterProvider}; null for the one that writes such files
 */
public record WriteOptions(
        VideoCodec codec,
        @Nullable ImageSize size,
        double rate,
        double quality,
        long bitRate,
        int threads,
        @Nullable String provider) {
    private static final double DEFAULT_QUALITY = 0.75;
    private static final double MOST_RATE = 1000;

    /** The container's usual codec, the size of the first frame, a quality of 0.75. */
    public static final WriteOptions DEFAULT = new WriteOptions(VideoCodec.AUTO, null, 0, DEFAULT_QUALITY, 0, 0, null);

    /** Checks the ranges. */
    public WriteOptions {
        Objects.requireNonNull(codec, "codec");
        if (!(rate >= 0 && rate <= MOST_RATE)) {
            throw new IllegalArgumentException("Expected a rate of 0 to " + MOST_RATE + ", found: " + rate);
        }
        if (!(quality >= 0 && quality <= 1)) {
            throw new IllegalArgumentException("Expected a quality of 0 to 1, found: " + quality);
        }
        if (bitRate < 0 || threads < 0) {
            throw new IllegalArgumentException(
                    "Expected a bit rate and a number of threads of at least 0, found: " + bitRate + " and " + threads);
        }
    }

    /** With another codec. */
    public WriteOptions withCodec(VideoCodec codec) {
        return new WriteOptions(codec, size, rate, quality, bitRate, threads, provider);
    }

    /** With another size; null for that of the first frame. */
    public WriteOptions withSize(@Nullable ImageSize size) {
        return new WriteOptions(codec, size, rate, quality, bitRate, threads, provider);
    }

    /** With another rate. */
    public WriteOptions withRate(double rate) {
        return new WriteOptions(codec, size, rate, quality, bitRate, threads, provider);
    }

    /** With another quality. */
    public WriteOptions withQuality(double quality) {
        return new WriteOptions(codec, size, rate, quality, bitRate, threads, provider);
    }

    /** With so many bits a second on average; 0 to keep to the quality. */
    public WriteOptions withBitRate(long bitRate) {
        return new WriteOptions(codec, size, rate, quality, bitRate, threads, provider);
    }

    /** With so many threads of the encoder; 0 for its own choice. */
    public WriteOptions withThreads(int threads) {
        return new WriteOptions(codec, size, rate, quality, bitRate, threads, provider);
    }

    /** With a provider by name; null for the one that writes such files. */
    public WriteOptions withProvider(@Nullable String provider) {
        return new WriteOptions(codec, size, rate, quality, bitRate, threads, provider);
    }
}
