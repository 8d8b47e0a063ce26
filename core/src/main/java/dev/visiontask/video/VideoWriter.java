package dev.visiontask.video;

import dev.visiontask.ImageSize;
import dev.visiontask.image.BgrSamples;
import java.time.Duration;

/** A provider's video that is being written. One thread at a time uses it. */
public interface VideoWriter extends AutoCloseable {
    /** The size of the pictures it takes: the one it was opened with, or up to one pixel more, where it needs even numbers. */
    ImageSize size();

    /** How pictures are encoded, as in {@link VideoInfo#codec()}. */
    String codec();

    /**
     * Adds a picture.
     *
     * @param picture of {@link #size()}; not to be kept
     * @param time when it is shown; 0 for the first one, and later than that of the picture before
     * @throws dev.visiontask.OutputException if that fails; nothing more is written then
     */
    void write(BgrSamples picture, Duration time);

    /**
     * Writes what is left, so that the file is complete.
     *
     * @throws dev.visiontask.OutputException if that fails
     */
    void finish();

    /** Frees everything, finished or not. Closing twice is harmless. */
    @Override
    void close();
}
