package dev.visiontask.segmentation;

import dev.visiontask.ImageSource;
import dev.visiontask.VisionTask;
import dev.visiontask.backend.Backends;
import dev.visiontask.testkit.VisionTaskContract;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;

/** The contract of all tasks, for segmentation; a subclass names the engine. */
abstract class SegmenterContract extends VisionTaskContract<ImageSource, Segmentation> {
    @TempDir
    Path folder;

    abstract SemanticSegmenterBuilder builder(Path modelFolder);

    @Override
    protected VisionTask<ImageSource, Segmentation> open(int concurrency, UnaryOperator<Backends> engines) {
        return builder(folder)
                .backends(engines.apply(Backends.find()))
                .concurrency(concurrency)
                .build();
    }

    @Override
    protected List<ImageSource> inputs() {
        return IntStream.range(0, 4)
                .mapToObj(seed -> ColorSegmenter.noise(seed, 20 + seed, 17))
                .toList();
    }

    @Override
    protected ImageSource badInput() {
        return ImageSource.of(Path.of("no-such-picture.jpg"));
    }

    @Override
    protected String badInputName() {
        return "no-such-picture.jpg";
    }
}
