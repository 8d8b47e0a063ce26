package dev.visiontask.activity;

import dev.visiontask.ImageSource;
import dev.visiontask.PixelFormat;
import dev.visiontask.VisionTask;
import dev.visiontask.backend.Backends;
import dev.visiontask.tensor.Shape;
import dev.visiontask.testkit.FakeBackend;
import dev.visiontask.testkit.LinearModel;
import dev.visiontask.testkit.VisionTaskContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;

/** The contract of all tasks, for clips of several passes on the plain-Java engine. */
class ActivityRecognizerContractTest extends VisionTaskContract<Clip, Activities> {
    @TempDir
    Path folder;

    @Override
    protected VisionTask<Clip, Activities> open(int concurrency, UnaryOperator<Backends> engines) {
        try {
            FakeBackend.write(LinearModel.random(7, 5, Shape.of(3, 4, 8, 8)), folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return ActivityRecognizer.builder()
                .model(folder)
                .backends(engines.apply(Backends.of(List.of(new FakeBackend()))))
                .sampling(new DenseClips(2, 2))
                .setting("resize_mode", "stretch")
                .setting("rescale_factor", 1 / 255.0)
                .concurrency(concurrency)
                .build();
    }

    @Override
    protected List<Clip> inputs() {
        return IntStream.range(0, 4)
                .mapToObj(seed -> Clip.ofPictures(IntStream.range(0, 6 + seed * 2)
                        .mapToObj(frame -> noise(seed * 100 + frame))
                        .toList()))
                .toList();
    }

    private static ImageSource noise(int seed) {
        byte[] pixels = new byte[20 * 17 * 3];
        new Random(seed).nextBytes(pixels);
        return ImageSource.ofPixels(ByteBuffer.wrap(pixels), 20, 17, 20 * 3, PixelFormat.BGR);
    }

    @Override
    protected Clip badInput() {
        return Clip.of(Path.of("no-such-video.mp4"));
    }

    @Override
    protected String badInputName() {
        return "no-such-video.mp4";
    }
}
