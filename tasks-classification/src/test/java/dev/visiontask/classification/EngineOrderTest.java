package dev.visiontask.classification;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Natives of three engines in one process: whoever comes first, all work and the process ends well. */
class EngineOrderTest {
    /** Each comes first once, and each last. */
    @ParameterizedTest
    @ValueSource(
            strings = {"onnxruntime opencv-dnn mxnet", "opencv-dnn mxnet onnxruntime", "mxnet onnxruntime opencv-dnn"})
    void run_worksOnAllEnginesWhicheverIsLoadedFirst(String order) throws IOException, InterruptedException {
        assertAgree(order);
    }

    @Tag("soak")
    @ParameterizedTest
    @ValueSource(
            strings = {"onnxruntime mxnet opencv-dnn", "opencv-dnn onnxruntime mxnet", "mxnet opencv-dnn onnxruntime"})
    void run_worksOnAllEnginesInTheOtherOrdersOfLoading(String order) throws IOException, InterruptedException {
        assertAgree(order);
    }

    private static void assertAgree(String order) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        OpenInOrder.class.getName(),
                        order)
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(output).contains("agreed on " + order);
        assertThat(process.exitValue()).describedAs(output).isZero();
    }

    /** Opens a classifier on each engine in turn, keeps all open, and compares their answers. */
    static final class OpenInOrder {
        private OpenInOrder() {}

        public static void main(String[] args) {
            List<ImageClassifier> open = List.of(args[0].split(" ", -1)).stream()
                    .map(engine -> ImageClassifier.builder()
                            .model(StarterModelTest.MODEL)
                            .backend(engine)
                            .build())
                    .toList();
            List<String> answers = open.stream()
                    .map(classifier ->
                            classifier.run(SamplePictures.all().get(0)).best().label())
                    .distinct()
                    .toList();
            open.forEach(ImageClassifier::close);
            System.out.println(answers.size() == 1 ? "agreed on " + args[0] : "different answers: " + answers);
        }
    }
}
