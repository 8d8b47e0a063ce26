package dev.visiontask.activity;

import dev.visiontask.ImageSource;

/** The frames of a clip, by their places from 0, read once. Used by one thread. */
interface ClipFrames extends AutoCloseable {
    /** How many there are, as far as is known before they are read. */
    long count();

    /**
     * Hands over frames.
     *
     * @param places ascending, each once, all below {@link #count()}
     * @return false if the video ended before the last place, so that some are missing
     */
    boolean read(long[] places, Taker taker);

    /** The same clip with its frames counted by decoding it; asked where frames were missing. */
    ClipFrames counted();

    /** Closes what was opened for this clip. */
    @Override
    default void close() {}

    /** Takes frames in ascending order. */
    interface Taker {
        /**
         * One frame.
         *
         * @param place in the clip
         * @param index in the video
         * @param picture valid during the call
         */
        void take(long place, long index, ImageSource picture);

        /** One frame that is made into samples already, and stays with the caller. */
        void take(long place, FrameSlices frame);
    }
}
