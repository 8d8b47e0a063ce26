package dev.visiontask.examples;

import dev.visiontask.ImageSource;
import dev.visiontask.PixelFormat;
import dev.visiontask.VisionException;
import dev.visiontask.classification.ImageClassifier;
import dev.visiontask.classification.ImageClassifierBuilder;
import dev.visiontask.draw.Overlay;
import dev.visiontask.video.FrameWriter;
import dev.visiontask.video.Frames;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.Map;

/** What {@link SlimContainerTest} runs in a process of its own: a line for each part, with what became of it. */
final class SlimContainer {
    private interface Part {
        void run() throws IOException;
    }

    private SlimContainer() {}

    /**
     * Tries each part.
     *
     * @param args a zip file with a model in {@code /model}, and a video file to write
     */
    public static void main(String[] args) {
        part("starter", () -> classify(ImageClassifier.builder().model("page-orientation")));
        part("onnxruntime", () -> inZip(args[0], "onnxruntime"));
        part("opencv-dnn", () -> inZip(args[0], "opencv-dnn"));
        part("mxnet", () -> inZip(args[0], "mxnet"));
        part("drawing", () -> Overlay.on(image()).png());
        part("avi", () -> write(Path.of(args[1] + ".avi")));
        part("mp4", () -> write(Path.of(args[1] + ".mp4")));
        System.exit(0);
    }

    @SuppressWarnings("CatchAndPrintStackTrace")
    private static void part(String name, Part part) {
        String result;
        try {
            part.run();
            result = "works";
        } catch (VisionException e) {
            result = "refused: " + e.getClass().getSimpleName() + ": "
                    + String.valueOf(e.getMessage()).replace('\n', ' ');
        } catch (IOException | RuntimeException | Error e) {
            e.printStackTrace();
            result = "broken: " + e;
        }
        System.out.println("PART " + name + " " + result);
    }

    private static void inZip(String zip, String backend) throws IOException {
        try (FileSystem system = FileSystems.newFileSystem(Path.of(zip), Map.of())) {
            classify(ImageClassifier.builder().model(system.getPath("/model")).backend(backend));
        }
    }

    private static void classify(ImageClassifierBuilder builder) {
        try (ImageClassifier classifier = builder.build()) {
            classifier.run(image());
        }
    }

    private static ImageSource image() {
        return ImageSource.ofPixels(ByteBuffer.allocate(64 * 48 * 3), 64, 48, 64 * 3, PixelFormat.BGR);
    }

    private static void write(Path file) {
        try (FrameWriter writer = Frames.create(file)) {
            writer.write(image());
        }
    }
}
