package dev.visiontask.segmentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.visiontask.ImageSource;
import dev.visiontask.segmentation.SegmentationGoldens.Picture;
import dev.visiontask.segmentation.evaluation.SegmentationEvaluator;
import dev.visiontask.segmentation.evaluation.SegmentationFigures;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A real model on real pictures, compared with the class maps of OpenCV, NumPy and ONNX Runtime in Python. */
class GoldenMapsTest {
    private static final Map<String, List<Segmentation>> ANSWERS = new HashMap<>();

    static Stream<Arguments> enginesAndRules() {
        return Stream.of("onnxruntime", "opencv-dnn")
                .flatMap(engine -> Stream.of(MapResampling.values()).map(rule -> Arguments.of(engine, rule)));
    }

    @AfterAll
    static void forget() {
        ANSWERS.clear();
    }

    @ParameterizedTest
    @MethodSource("enginesAndRules")
    void run_givesTheMapsOfPython(String engine, MapResampling rule) {
        List<Picture> pictures = SegmentationGoldens.read().pictures();
        List<Segmentation> answers = answers(engine, rule);
        for (int i = 0; i < pictures.size(); i++) {
            assertThat(difference(answers.get(i).map(), pictures.get(i).map(rule)))
                    .as("%s", pictures.get(i).path())
                    .isLessThanOrEqualTo(0.005);
        }
    }

    @ParameterizedTest
    @MethodSource("enginesAndRules")
    void run_hasTheMeanIouOfPython(String engine, MapResampling rule) {
        SegmentationGoldens goldens = SegmentationGoldens.read();
        for (String set : List.of("voc-labelme", "bird", "coco128")) {
            SegmentationFigures figures = figures(goldens.pictures(), answers(engine, rule), set);
            assertThat(figures.meanIou())
                    .as(set)
                    .isEqualTo(goldens.figure(set, rule, "mean_iou_classes_in_truth"), within(0.002));
            assertThat(figures.meanIouOfOccurring())
                    .as(set)
                    .isEqualTo(goldens.figure(set, rule, "mean_iou_classes_in_truth_or_prediction"), within(0.002));
            assertThat(figures.pixelAccuracy())
                    .as(set)
                    .isEqualTo(goldens.figure(set, rule, "pixel_accuracy"), within(0.002));
        }
    }

    private static SegmentationFigures figures(List<Picture> pictures, List<Segmentation> answers, String set) {
        List<String> labels = answers.get(0).labels();
        SegmentationEvaluator evaluator = new SegmentationEvaluator(labels);
        CocoTruth coco = CocoTruth.read(labels);
        for (int i = 0; i < pictures.size(); i++) {
            Picture picture = pictures.get(i);
            if (picture.set().equals(set)) {
                ClassMap answer = answers.get(i).map();
                evaluator.add(picture.path().toString(), picture.truth(coco, answer.size()), answer);
            }
        }
        return evaluator.figures();
    }

    @ParameterizedTest
    @EnumSource
    void run_givesTheSameMapsOnEveryEngine(MapResampling rule) {
        List<Segmentation> onnxRuntime = answers("onnxruntime", rule);
        List<Segmentation> openCv = answers("opencv-dnn", rule);
        for (int i = 0; i < onnxRuntime.size(); i++) {
            assertThat(difference(onnxRuntime.get(i).map(), openCv.get(i).map()))
                    .as("picture %d", i)
                    .isLessThanOrEqualTo(0.001);
        }
    }

    @Test
    void run_readsTheLabels() {
        Segmentation cat = answers("onnxruntime", MapResampling.BILINEAR).stream()
                .filter(answer -> answer.share("cat") > 0)
                .findFirst()
                .orElseThrow();

        assertThat(cat.labels()).hasSize(SegmentationGoldens.CLASSES).startsWith("background", "aeroplane");
    }

    private static List<Segmentation> answers(String engine, MapResampling rule) {
        return ANSWERS.computeIfAbsent(engine + rule, key -> {
            List<Segmentation> answers = new ArrayList<>();
            SegmentationOptions options =
                    SegmentationOptions.builder().resampling(rule).build();
            try (SemanticSegmenter segmenter =
                    SegmentationGoldens.deeplab(engine).options(options).build()) {
                for (Picture picture : SegmentationGoldens.read().pictures()) {
                    answers.add(segmenter.run(ImageSource.of(picture.path())));
                }
            }
            return answers;
        });
    }

    private static double difference(ClassMap one, ClassMap other) {
        assertThat(one.size()).isEqualTo(other.size());
        int[] a = one.toInts();
        int[] b = other.toInts();
        int different = 0;
        for (int i = 0; i < a.length; i++) {
            different += a[i] == b[i] ? 0 : 1;
        }
        return different / (double) a.length;
    }
}
