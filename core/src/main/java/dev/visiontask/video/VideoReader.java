package dev.visiontask.video;

import dev.visiontask.ImageSize;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;

/**
 * A provider's open video: pictures as they are stored, one after the other. One thread at a time uses it, except for
 * {@link #cancel()}.
 */
public interface VideoReader extends AutoCloseable {
    /** What the video says of itself. */
    VideoInfo info();

    /**
     * Goes to the next picture, in the order of showing, without making pixels of it. Broken data is passed over and
     * counted.
     *
     * @return false at the end
     * @throws dev.visiontask.BadInputException if reading fails or takes longer than the timeout
     */
    boolean advance();

    /** The number of the current picture, from 0. */
    long index();

    /** When the current picture is shown. */
    Duration time();

    /** Degrees clockwise by which the current frame is turned to be upright, after mirroring; mostly those of the video. */
    default int rotation() {
        return info().rotation();
    }

    /** Whether the current frame is to be mirrored, left to right, before it is turned; mostly as the whole video. */
    default boolean mirrored() {
        return info().mirrored();
    }

    /** Whether the decoder had to guess parts of the current picture. */
    boolean damaged();

    /**
     * The size of the current picture as it is stored, before turning.
     *
     * @throws dev.visiontask.BadInputException if this picture is broken; the next one may not be
     */
    ImageSize size();

    /**
     * Writes the current picture as BGR samples, not turned.
     *
     * @param size the size to write
     * @param bgr a direct buffer, written from index 0 on; it has {@code rowStride * height} bytes and 64 more
     * @param rowStride bytes from row to row, room for a multiple of 64 pixels; what is between the rows may be
     *     overwritten
     * @throws dev.visiontask.BadInputException if this picture is broken; the next one may not be
     */
    void read(ImageSize size, ByteBuffer bgr, int rowStride);

    /** Goes to before the first picture at or after a time. Not called for live sources. */
    void seek(Duration time);

    /** Goes to before the picture with this index. Not called for live sources. */
    void seekFrame(long index);

    /**
     * Pictures passed over by {@link #advance()} because their data was broken; after reading from the beginning to the
     * end, also those that the container announces and that are not there.
     */
    long lost();

    /** What was wrong with the first of them. */
    Optional<String> firstProblem();

    /** Makes a waiting {@link #advance()} end soon with any exception; from any thread. */
    void cancel();

    /** Frees everything; after the last call of the others has returned. */
    @Override
    void close();
}
