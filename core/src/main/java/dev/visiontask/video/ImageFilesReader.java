package dev.visiontask.video;

import dev.visiontask.BadInputException;
import dev.visiontask.EncodedImage;
import dev.visiontask.ImageSize;
import dev.visiontask.ImageSource;
import dev.visiontask.image.BgrReader;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Pictures in files as the frames of a video. */
final class ImageFilesReader implements VideoReader {
    private static final double NANOS = 1e9;

    private final List<Path> files;
    private final double rate;
    private final BgrReader images;
    private final VideoInfo info;
    private int current = -1;

    ImageFilesReader(String name, List<Path> files, FrameOptions options) {
        this.files = files;
        this.rate = options.imageRate();
        this.images = new BgrReader(options.limits());
        Duration duration = at(files.size());
        this.info = new VideoInfo(
                name,
                "images",
                files.size() == 1 ? "picture" : "pictures",
                "image",
                firstSize(),
                0,
                rate,
                OptionalLong.of(files.size()),
                Optional.of(duration),
                false);
    }

    /** The size of the first picture that has one. */
    private ImageSize firstSize() {
        @Nullable BadInputException failure = null;
        for (Path file : files) {
            try {
                return images.size(source(file));
            } catch (BadInputException e) {
                failure = failure == null ? e : failure;
            }
        }
        images.close();
        throw new BadInputException(
                "None of " + files.size() + " pictures can be read; the first: "
                        + (failure == null ? "" : failure.getMessage()),
                failure);
    }

    private static EncodedImage source(Path file) {
        return (EncodedImage) ImageSource.of(file);
    }

    private Duration at(long index) {
        return Duration.ofNanos(Math.round(index * NANOS / rate));
    }

    @Override
    public VideoInfo info() {
        return info;
    }

    @Override
    public boolean advance() {
        current = Math.min(current + 1, files.size());
        return current < files.size();
    }

    @Override
    public long index() {
        return current;
    }

    @Override
    public Duration time() {
        return at(current);
    }

    @Override
    public boolean damaged() {
        return false;
    }

    @Override
    public ImageSize size() {
        return images.size(source(files.get(current)));
    }

    @Override
    public void read(ImageSize size, ByteBuffer bgr, int rowStride) {
        images.read(source(files.get(current)), size, bgr, rowStride);
    }

    @Override
    public void seek(Duration time) {
        int index = (int) Math.min(files.size(), Math.floor(time.toNanos() / NANOS * rate));
        while (index < files.size() && at(index).compareTo(time) < 0) {
            index++;
        }
        current = index - 1;
    }

    @Override
    public void seekFrame(long index) {
        current = (int) Math.min(files.size(), index) - 1;
    }

    @Override
    public long lost() {
        return 0;
    }

    @Override
    public Optional<String> firstProblem() {
        return Optional.empty();
    }

    @Override
    public void cancel() {
        // Reading a file does not wait.
    }

    @Override
    public void close() {
        images.close();
    }
}
