package dev.visiontask.video;

import dev.visiontask.BadInputException;
import dev.visiontask.EncodedImage;
import dev.visiontask.ImageSize;
import dev.visiontask.ImageSource;
import dev.visiontask.image.BgrReader;
import dev.visiontask.video.RiffFile.Chunk;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The pictures of a Motion-JPEG AVI, chunk by chunk; the file's index is not needed, so that a recording that was cut
 * off is readable up to there. An empty chunk stands for the picture before it, shown once more: it takes its time, but
 * is no picture.
 */
final class AviReader implements VideoReader {
    private static final double NANOS = 1e9;

    private final RiffFile file;
    private final AviHeader header;
    private final String name;
    private final FrameOptions options;
    private final BgrReader images;
    private final MotionJpeg jpeg = new MotionJpeg();
    private final VideoInfo info;

    /** Where the next chunk is. */
    private long at;

    /** Slots of time gone by, empty ones included, and pictures gone by. */
    private long slots;

    private long pictures;
    private @Nullable Chunk current;
    private @Nullable EncodedImage loaded;
    private boolean sought;
    private long missing;
    private @Nullable String problem;

    AviReader(RiffFile file, AviHeader header, String name, FrameOptions options) {
        this.file = file;
        this.header = header;
        this.name = name;
        this.options = options;
        this.images = new BgrReader(options.limits());
        this.at = header.movi();
        double rate = (double) header.rate() / header.scale();
        this.info = new VideoInfo(
                name,
                "motion-jpeg",
                "avi",
                header.codec().toLowerCase(Locale.ROOT),
                header.size(),
                0,
                rate,
                header.frames() > 0 ? OptionalLong.of(header.frames()) : OptionalLong.empty(),
                header.frames() > 0 ? Optional.of(at(header.frames())) : Optional.empty(),
                false);
    }

    private Duration at(long slot) {
        return Duration.ofNanos(Math.round(slot * NANOS * header.scale() / header.rate()));
    }

    @Override
    public VideoInfo info() {
        return info;
    }

    @Override
    public boolean advance() {
        loaded = null;
        current = null;
        for (Chunk chunk = file.chunk(at); chunk != null; chunk = file.chunk(at)) {
            if (!isSound(chunk)) {
                break;
            }
            at = enters(chunk) ? chunk.at() + RiffFile.LIST_HEAD : chunk.next();
            if (isPicture(chunk)) {
                slots++;
                if (chunk.length() > 0) {
                    pictures++;
                    current = chunk;
                    return true;
                }
            }
        }
        if (!sought) {
            missing = endsEarly() ? Math.max(0, header.frames() - slots) : 0;
        }
        return false;
    }

    /** A whole file has no more frames than are in it, whatever its header announces. */
    private boolean endsEarly() {
        long end = AviEnd.of(file);
        return problem != null || end == AviEnd.UNKNOWN || end - file.size() > VideoEnd.RIFF_TOLERANCE;
    }

    private boolean isSound(Chunk chunk) {
        for (int i = 0; i < 4; i++) {
            char c = chunk.id().charAt(i);
            if (c < ' ' || c > '~') {
                long end = AviEnd.of(file);
                if (end == AviEnd.UNKNOWN || chunk.at() < end - VideoEnd.RIFF_TOLERANCE) {
                    problem = name + ": its chunks break off at byte " + chunk.at();
                }
                return false;
            }
        }
        return true;
    }

    private static boolean enters(Chunk chunk) {
        return chunk.isList()
                && (chunk.type().equals("movi")
                        || chunk.type().equals("rec ")
                        || chunk.type().equals("AVIX"));
    }

    private boolean isPicture(Chunk chunk) {
        String id = chunk.id();
        return (id.endsWith("dc") || id.endsWith("db"))
                && Character.digit(id.charAt(0), 10) * 10 + Character.digit(id.charAt(1), 10) == header.stream();
    }

    @Override
    public long index() {
        return pictures - 1;
    }

    @Override
    public Duration time() {
        return at(slots - 1);
    }

    @Override
    public boolean damaged() {
        return false;
    }

    @Override
    public ImageSize size() {
        return images.size(picture());
    }

    private EncodedImage picture() {
        if (loaded != null) {
            return loaded;
        }
        if (current == null) {
            throw new IllegalStateException("There is no current picture");
        }
        String picture = name + "#" + index();
        long length = current.length();
        if (length > options.limits().maxEncodedBytes()) {
            throw new BadInputException(
                    picture + ": expected at most " + options.limits().maxEncodedBytes() + " bytes, found " + length);
        }
        ByteBuffer data = jpeg.room((int) length);
        file.read(current.data(), data);
        if (data.hasRemaining()) {
            throw new BadInputException(picture + ": the file ends in the middle of it");
        }
        loaded = (EncodedImage) ImageSource.of(jpeg.complete()).named(picture);
        return loaded;
    }

    @Override
    public void read(ImageSize size, ByteBuffer bgr, int rowStride) {
        images.read(picture(), size, bgr, rowStride);
    }

    @Override
    public void seek(Duration time) {
        rewind();
        seekWhile(chunk -> at(slots).compareTo(time) < 0);
    }

    @Override
    public void seekFrame(long index) {
        if (index < pictures) {
            rewind();
        }
        sought = true;
        current = null;
        loaded = null;
        seekWhile(chunk -> chunk.length() == 0 || pictures < index);
    }

    private interface Before {
        boolean test(Chunk chunk);
    }

    /** Passes chunks by until a picture is not before the goal; it is the next one then. */
    private void seekWhile(Before before) {
        for (Chunk chunk = file.chunk(at); chunk != null && isSound(chunk); chunk = file.chunk(at)) {
            if (isPicture(chunk)) {
                if (!before.test(chunk)) {
                    return;
                }
                slots++;
                pictures += chunk.length() > 0 ? 1 : 0;
            }
            at = enters(chunk) ? chunk.at() + RiffFile.LIST_HEAD : chunk.next();
        }
    }

    private void rewind() {
        sought = true;
        at = header.movi();
        slots = 0;
        pictures = 0;
        current = null;
        loaded = null;
    }

    @Override
    public long lost() {
        return problem == null ? missing : Math.max(1, missing);
    }

    @Override
    public Optional<String> firstProblem() {
        return Optional.ofNullable(problem);
    }

    @Override
    public void cancel() {
        // Reading a file does not wait.
    }

    @Override
    public void close() {
        images.close();
        file.close();
    }
}
