package dev.visiontask.video.ffmpeg;

import dev.visiontask.BadInputException;
import dev.visiontask.ImageSize;
import dev.visiontask.video.FrameOptions;
import dev.visiontask.video.Frames;
import dev.visiontask.video.VideoInfo;
import dev.visiontask.video.VideoReader;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVFrameSideData;
import org.bytedeco.ffmpeg.global.avutil;
import org.jspecify.annotations.Nullable;

/** A video read by FFmpeg. Seeking goes by the timestamps of the packets where they are complete, else by decoding. */
final class FfmpegReader implements VideoReader {
    private static final int CORRUPT = 1;

    /** Frames that the decoder's threads have begun; going back to a key frame among them would gain nothing. */
    private static final int IN_WORK = 16;

    private final Address address;
    /** The goal where none is sought: the first frames may be before 0. */
    private static final Duration ANY_TIME = Duration.ofSeconds(Long.MIN_VALUE);

    private final FrameOptions options;
    private final VideoInfo info;
    private final Clock clock;
    private final PixelConverter converter = new PixelConverter();

    private final Cancellation cancellation;
    private PictureStream pictures;
    private @Nullable AVFrame current;
    private long index = -1;
    private long ticks = -1;
    private long lostBefore;

    /** The places of the pictures in time, once a caller has sought. */
    private @Nullable PacketIndex places;

    private boolean placesRead;

    /** Whether indexes come from the places, since a seek, and are not counted. */
    private boolean placed;

    private boolean sought;
    private long missing;
    private boolean beyondEnd;

    /** Whether the goal of a seek is not reached yet. */
    private boolean searching;

    private long goalIndex;
    private Duration goalTime = ANY_TIME;

    private FfmpegReader(Address address, FrameOptions options, PictureStream pictures, Cancellation cancellation) {
        this.address = address;
        this.cancellation = cancellation;
        this.options = options;
        this.pictures = pictures;
        this.info = StreamInfo.of(address, pictures.demuxer());
        this.clock = Clock.of(pictures.demuxer().stream());
    }

    /** Whether the reader is to give up: on its own account, or on that of whoever opened it. */
    private static final class Cancellation implements BooleanSupplier {
        private final BooleanSupplier outer;
        private volatile boolean cancelled;

        Cancellation(BooleanSupplier outer) {
            this.outer = outer;
        }

        @Override
        public boolean getAsBoolean() {
            return cancelled || outer.getAsBoolean();
        }
    }

    static FfmpegReader open(Address address, FrameOptions options, BooleanSupplier cancelled) {
        Cancellation cancellation = new Cancellation(cancelled);
        PictureStream pictures = PictureStream.open(address, options, cancellation);
        try {
            return new FfmpegReader(address, options, pictures, cancellation);
        } catch (RuntimeException | Error e) {
            pictures.close();
            throw e;
        }
    }

    @Override
    public VideoInfo info() {
        return info;
    }

    @Override
    public boolean advance() {
        current = null;
        while (!beyondEnd) {
            boolean there = decode();
            if (placed && searching && (!there || index > goalIndex)) {
                // The container led to a wrong place; the slow way is exact.
                restart(goalIndex, ANY_TIME);
            } else if (!there) {
                break;
            } else if (index >= goalIndex && (placed || time().compareTo(goalTime) >= 0)) {
                found();
                return true;
            }
        }
        current = null;
        if (!sought) {
            missing = Math.max(0, missing());
        }
        return false;
    }

    private long missing() {
        long announced = info.frames().orElse(0);
        long byCount = announced - index - 1 - pictures.lost();
        if (!info.format().equals("avi")) {
            return byCount;
        }
        // The header of an AVI may announce what its writer meant to write: a whole file lacks nothing. It counts
        // places, of
        // which some may be empty; its ticks are places.
        Path file = address.file();
        boolean whole = file != null && Frames.missingEnd(file).isEmpty();
        return whole ? 0 : Math.min(byCount, announced - ticks - 1);
    }

    private void found() {
        searching = false;
        goalIndex = 0;
        goalTime = ANY_TIME;
    }

    private boolean decode() {
        AVFrame picture = pictures.next();
        if (picture == null) {
            return false;
        }
        current = picture;
        long stamp = picture.pts() != avutil.AV_NOPTS_VALUE ? picture.pts() : picture.pkt_dts();
        boolean stamped = stamp != avutil.AV_NOPTS_VALUE;
        ticks = stamped ? stamp : ticks + Math.max(1, picture.duration());
        int place = placed && places != null ? places.indexOf(ticks) : -1;
        index = place >= 0 ? place : index + 1;
        return true;
    }

    @Override
    public long index() {
        return index;
    }

    @Override
    public Duration time() {
        return clock.time(ticks);
    }

    /** Decoders hand on the container's matrix, or that of the frame itself where it has one. */
    private DisplayMatrix matrix() {
        AVFrame picture = picture();
        AVFrameSideData matrix = picture.nb_side_data() == 0
                ? null
                : avutil.av_frame_get_side_data(picture, avutil.AV_FRAME_DATA_DISPLAYMATRIX);
        return matrix == null || matrix.isNull()
                ? new DisplayMatrix(info.rotation(), info.mirrored())
                : DisplayMatrix.of(address.name(), matrix.data(), matrix.size());
    }

    @Override
    public int rotation() {
        return matrix().rotation();
    }

    @Override
    public boolean mirrored() {
        return matrix().mirrored();
    }

    @Override
    public boolean damaged() {
        AVFrame picture = picture();
        return (picture.flags() & CORRUPT) != 0 || picture.decode_error_flags() != 0;
    }

    private AVFrame picture() {
        if (current == null) {
            throw new IllegalStateException("There is no current picture");
        }
        return current;
    }

    @Override
    public ImageSize size() {
        AVFrame picture = picture();
        if (picture.width() < 1 || picture.height() < 1) {
            throw new BadInputException(address.name() + ": a picture without pixels");
        }
        return new ImageSize(picture.width(), picture.height());
    }

    @Override
    public void read(ImageSize size, ByteBuffer bgr, int rowStride) {
        converter.convert(picture(), size, bgr, rowStride);
    }

    @Override
    public void seek(Duration time) {
        PacketIndex known = places();
        if (known == null) {
            restart(0, time);
        } else {
            go(known, known.firstAtOrAfter(time, clock));
        }
    }

    @Override
    public void seekFrame(long goal) {
        PacketIndex known = places();
        if (known != null) {
            go(known, goal);
        } else if (goal > index) {
            readOn(goal);
        } else {
            restart(goal, ANY_TIME);
        }
    }

    private @Nullable PacketIndex places() {
        sought = true;
        if (!placesRead) {
            places = PacketIndex.read(address, options, cancellation);
            placesRead = true;
        }
        return places;
    }

    private void go(PacketIndex known, long goal) {
        beyondEnd = goal >= known.count();
        if (beyondEnd) {
            return;
        }
        Long key = known.keyFor((int) goal);
        boolean near = key == null || known.indexOf(key) <= index + IN_WORK;
        if (near && goal > index && !searching) {
            placed = true;
            readOn(goal);
            return;
        }
        if (key == null || !pictures.seek(key)) {
            restart(goal, ANY_TIME);
            return;
        }
        placed = true;
        searching = true;
        current = null;
        index = -1;
        goalIndex = goal;
        goalTime = ANY_TIME;
    }

    /** The goal lies ahead: decodes up to it. */
    private void readOn(long goal) {
        current = null;
        goalIndex = goal;
        goalTime = ANY_TIME;
    }

    /** Begins anew and decodes up to the goal. If the video does not open again, the place stays as it was. */
    private void restart(long goal, Duration time) {
        PictureStream fresh = PictureStream.open(address, options, cancellation);
        PictureStream old = pictures;
        pictures = fresh;
        current = null;
        lostBefore += old.lost();
        old.close();
        beyondEnd = false;
        placed = false;
        searching = false;
        index = -1;
        ticks = -1;
        goalIndex = goal;
        goalTime = time;
    }

    @Override
    public long lost() {
        return lostBefore + pictures.lost() + missing;
    }

    @Override
    public Optional<String> firstProblem() {
        return pictures.problem();
    }

    @Override
    public void cancel() {
        cancellation.cancelled = true;
    }

    @Override
    public void close() {
        converter.close();
        pictures.close();
    }
}
