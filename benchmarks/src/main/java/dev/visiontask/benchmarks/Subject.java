package dev.visiontask.benchmarks;

import dev.visiontask.ImageSize;
import dev.visiontask.backend.ModelFile;
import dev.visiontask.backend.ModelFormat;
import dev.visiontask.classification.ImageClassifier;
import dev.visiontask.classification.ImageClassifierBuilder;
import dev.visiontask.model.ModelRef;
import dev.visiontask.testkit.TestData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What all benchmarks run: one model for ONNX Runtime and OpenCV, the same weights for MXNet, and one JPEG of 640x480,
 * with the answer that is known to be right.
 *
 * @param name of the model, for the notes
 * @param onnx the ONNX file
 * @param mxnet the {@code -symbol.json} file
 * @param labels one a class
 * @param picture a JPEG of 640x480
 * @param width columns of the model's input {@code [1, 3, height, width]}, filled by a plain resize, RGB
 * @param height rows of the model's input
 * @param mean subtracted from a sample of 0..255
 * @param std divides what is left
 * @param isSoftmaxInside whether the model's outputs are probabilities
 * @param answer the label that must come first
 */
record Subject(
        String name,
        Path onnx,
        Path mxnet,
        List<String> labels,
        Path picture,
        int width,
        int height,
        float mean,
        float std,
        boolean isSoftmaxInside,
        String answer) {
    private static final String STARTER = "page-orientation";

    Subject {
        labels = List.copyOf(labels);
    }

    /** MobileNet v2 and a photo if the folder of test data is there, else the starter model and a rendered page. */
    static Subject load() {
        try {
            Optional<Path> testData = TestData.folder();
            Subject subject = testData.isPresent() ? mobileNet(testData.get()) : starter();
            Notes.add("model", subject.name());
            Notes.add("model.sha256", sha256(subject.onnx()));
            Notes.add("picture.sha256", sha256(subject.picture()));
            return subject;
        } catch (IOException e) {
            throw new IllegalStateException("The model and picture to measure cannot be read: " + e, e);
        }
    }

    /** The file that a backend of this name loads. */
    ModelFile modelFile(String backend) {
        return backend.equals("mxnet")
                ? new ModelFile(ModelFormat.MXNET, mxnet)
                : new ModelFile(ModelFormat.ONNX, onnx);
    }

    /** Our classifier on this model; the picture is resized as the peers do it. */
    ImageClassifierBuilder classifier(String backend, String interpolation) {
        return ImageClassifier.builder()
                .model(modelFile(backend).path())
                .backend(backend)
                .setting("labels", labels)
                .setting("color", "rgb")
                .setting("resize_mode", "stretch")
                .setting("size", new ImageSize(width, height))
                .setting("interpolation", interpolation)
                .setting("rescale_factor", 1)
                .setting("image_mean", mean)
                .setting("image_std", std)
                .setting("activation", isSoftmaxInside ? "none" : "softmax");
    }

    byte[] pictureBytes() {
        try {
            return Files.readAllBytes(picture);
        } catch (IOException e) {
            throw new IllegalStateException("The picture to measure cannot be read: " + e, e);
        }
    }

    /** Throws unless this is the right answer: a fast wrong answer is worth nothing. */
    void check(String who, String label) {
        if (!label.equals(answer)) {
            throw new IllegalStateException(
                    "Expected the answer " + answer + " of " + name + " from " + who + ", found: " + label);
        }
    }

    /** As {@link #check}, for the scores of all classes. */
    void checkScores(String who, float[] scores) {
        int best = 0;
        for (int i = 1; i < scores.length; i++) {
            best = scores[i] > scores[best] ? i : best;
        }
        check(who, labels.get(best));
    }

    private static Subject mobileNet(Path testData) throws IOException {
        Path models = testData.resolve("models/classification");
        return new Subject(
                "mobilenetv2_f32",
                models.resolve("mobilenetv2_f32/model.onnx"),
                models.resolve("mobilenetv2_mxnet/mobilenetv2-symbol.json"),
                Files.readAllLines(models.resolve("mobilenetv2_f32/labels.txt")),
                testData.resolve("images/imagenet-samples/images/n04336792_stretcher.JPEG"),
                224,
                224,
                128f,
                128f,
                true,
                "stretcher");
    }

    private static Subject starter() {
        Path model = ModelRef.of(STARTER).resolve().directory();
        return new Subject(
                STARTER,
                theFile(model, ModelFormat.ONNX),
                theFile(model, ModelFormat.MXNET),
                List.of("upright", "turned-90", "turned-180", "turned-270"),
                checkout("examples/pictures/slide-640x480.jpg"),
                384,
                384,
                255f,
                127.5f,
                false,
                "upright");
    }

    private static Path theFile(Path folder, ModelFormat format) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> format.matches(file.getFileName().toString()))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("No " + format.suffix() + " file in " + folder));
        } catch (IOException e) {
            throw new IllegalStateException("The folder " + folder + " cannot be read: " + e, e);
        }
    }

    /** Maven runs the benchmarks in their module, a person perhaps in the root. */
    private static Path checkout(String relative) {
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            if (Files.exists(at.resolve(relative))) {
                return at.resolve(relative);
            }
        }
        throw new IllegalStateException("Expected " + relative + " in the checkout, found none above "
                + Path.of("").toAbsolutePath());
    }

    private static String sha256(Path file) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(Files.readAllBytes(file)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
