package dev.visiontask.benchmarks;

import dev.visiontask.ImageSource;
import dev.visiontask.PixelFormat;
import dev.visiontask.backend.Backends;
import dev.visiontask.detection.DetectionOptions;
import dev.visiontask.detection.Detections;
import dev.visiontask.detection.ObjectDetector;
import dev.visiontask.tensor.Tensor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A detector on an engine that gives one output at once: a whole call on a picture of one pixel, so an upper bound for
 * decoding, suppression and the way back to the picture. The model's input is that pixel, so boxes lie between 0 and 1.
 */
final class FixedDetector implements AutoCloseable {
    private final Path folder;
    private final Path file;
    private final ImageSource pixel =
            ImageSource.ofPixels(ByteBuffer.wrap(new byte[] {10, 20, 30}), 1, 1, 3, PixelFormat.BGR);
    private final ObjectDetector detector;

    FixedDetector(Tensor output, String decoder, int classes, DetectionOptions options) throws IOException {
        folder = Files.createTempDirectory("visiontask-benchmark");
        file = CannedOutput.write(folder);
        detector = ObjectDetector.builder()
                .model(folder)
                .backends(Backends.of(List.of(new CannedOutput(output))))
                .setting("decoder", decoder)
                .setting("labels", labels(classes))
                .setting("layout", "NCHW")
                .setting("rescale_factor", 1)
                .options(options)
                .build();
    }

    static List<String> labels(int classes) {
        return IntStream.range(0, classes).mapToObj(i -> "class " + i).toList();
    }

    Detections run() {
        return detector.run(pixel);
    }

    @Override
    public void close() {
        detector.close();
        try {
            Files.delete(file);
            Files.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
