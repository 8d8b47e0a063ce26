package dev.visiontask.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visiontask.BadInputException;
import dev.visiontask.Box;
import dev.visiontask.ImageSize;
import dev.visiontask.Outcome;
import dev.visiontask.activity.Activities;
import dev.visiontask.activity.Activity;
import dev.visiontask.classification.Classification;
import dev.visiontask.classification.Classifications;
import dev.visiontask.detection.Detection;
import dev.visiontask.detection.Detections;
import dev.visiontask.segmentation.ClassMap;
import dev.visiontask.segmentation.Segmentation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgreementTest {
    private static final ImageSize SIZE = new ImageSize(100, 100);
    private static final Path PICTURE = Path.of("x/p.png");

    @TempDir
    Path folder;

    private final ClassificationFamily classification = new ClassificationFamily("m", Map.of(PICTURE, "up"));

    private static <R> EngineRun<R> run(String engine, Outcome<R> outcome) {
        return new EngineRun<>(
                Report.Engine.missing(engine, ""), List.of(new Answer<>(PICTURE, engine, 1, outcome)), false);
    }

    private Agreement compare(Outcome<Classifications> one, Outcome<Classifications> other) {
        return Agreement.of(classification, List.of(run("a", one), run("b", other)));
    }

    private static Outcome<Classifications> says(float up, float down) {
        Classification first = new Classification(0, "up", up);
        Classification second = new Classification(1, "down", down);
        List<Classification> sorted = up >= down ? List.of(first, second) : List.of(second, first);
        return new Outcome.Success<>(new Classifications(sorted, new ImageSize(1, 1)));
    }

    @Test
    void of_agreesWhenScoresDifferLittle() {
        Agreement agreement = compare(says(0.7f, 0.3f), says(0.70005f, 0.29995f));

        assertThat(agreement.disagreements()).isEmpty();
        assertThat(agreement.describe(2)).isEqualTo("2 engines agree: equal labels, scores within 5.0e-05");
    }

    @Test
    void of_namesPictureWhenSomeScoreDiffers() {
        Agreement agreement = compare(says(0.7f, 0.3f), says(0.7f, 0.2997f));

        assertThat(agreement.disagreements())
                .containsExactly("p.png: a says up, b says up; equal labels, scores within 3.0e-04");
        assertThat(agreement.describe(2)).contains("DISAGREE", "p.png");
    }

    @Test
    void of_disagreesWhenLabelsDiffer() {
        assertThat(compare(says(0.50001f, 0.5f), says(0.5f, 0.50001f)).disagreements())
                .hasSize(1);
    }

    @Test
    void of_disagreesWhenOnlyOneAnswers() {
        Outcome<Classifications> failed = new Outcome.Failure<>(new BadInputException("broken"));

        assertThat(compare(says(1, 0), failed).disagreements()).hasSize(1);
        assertThat(compare(failed, failed).disagreements()).isEmpty();
    }

    @Test
    void describe_saysThereIsNothingToCompareWhenAlone() {
        assertThat(Agreement.of(classification, List.of(run("a", says(1, 0)))).describe(1))
                .contains("nothing to compare");
        assertThat(Agreement.of(classification, List.of()).disagreements()).isEmpty();
    }

    private static Activities moves(float left, float right, long firstFrame) {
        Activity first = new Activity(0, "left", left);
        Activity second = new Activity(1, "right", right);
        return new Activities("c.avi", List.of(first, second), List.of(List.of(firstFrame, 4L)));
    }

    @Test
    void difference_comparesScoresAndFramesOfClips() {
        ActivityFamily activity = new ActivityFamily("m", Map.of(PICTURE, "left"));

        assertThat(activity.difference(moves(0.7f, 0.3f, 0), moves(0.70005f, 0.29995f, 0)))
                .satisfies(difference -> assertThat(difference.isSmall()).isTrue())
                .hasToString("equal labels and frames, scores within 5.0e-05");
        assertThat(activity.difference(moves(0.7f, 0.3f, 0), moves(0.7f, 0.3f, 1))
                        .isSmall())
                .isFalse();
        assertThat(activity.difference(moves(0.7f, 0.3f, 0), moves(0.7f, 0.2f, 0))
                        .isSmall())
                .isFalse();
    }

    private static Detections found(Detection... objects) {
        return new Detections(List.of(objects), SIZE);
    }

    private static Detection at(float left, float score) {
        return new Detection(0, "cat", score, new Box(left, 10, left + 20, 30));
    }

    private Difference difference(Detections one, Detections other) throws IOException {
        return new DetectionFamily("m", TinyPages.write(folder)).difference(one, other);
    }

    @Test
    void difference_allowsHalfAPixelAndAThousandth() throws IOException {
        assertThat(difference(found(at(10, 0.9f)), found(at(10.4f, 0.9009f))).isSmall())
                .isTrue();
        assertThat(difference(found(at(10, 0.9f)), found(at(10.6f, 0.9f))).isSmall())
                .isFalse();
        assertThat(difference(found(at(10, 0.9f)), found(at(10, 0.902f))).isSmall())
                .isFalse();
    }

    @Test
    void difference_countsRegionsThatOneAloneFound() throws IOException {
        Difference difference = difference(found(at(10, 0.9f), at(60, 0.5f)), found(at(10, 0.9f)));

        assertThat(difference.isSmall()).isFalse();
        assertThat(difference).asString().startsWith("1 regions found by one only");
        Detection dog = new Detection(1, "dog", 0.9f, at(10, 0.9f).box());
        assertThat(difference(found(at(10, 0.9f)), found(dog))).asString().startsWith("2 regions");
    }

    @Test
    void difference_overlooksScoresOnTheThreshold() throws IOException {
        assertThat(difference(found(at(10, 0.9f), at(60, 0.2505f)), found(at(10, 0.9f)))
                        .isSmall())
                .isTrue();
    }

    private static Segmentation map(int different) {
        byte[] classes = new byte[10_000];
        Arrays.fill(classes, 0, different, (byte) 1);
        return new Segmentation(ClassMap.of(SIZE, classes), List.of("a", "b"), List.of());
    }

    @Test
    void difference_allowsOnePixelInAThousand() throws IOException {
        SegmentationFamily family = new SegmentationFamily("m", TinyPages.write(folder));

        assertThat(family.difference(map(0), map(10)).isSmall()).isTrue();
        assertThat(family.difference(map(0), map(11)).isSmall()).isFalse();
        assertThat(family.difference(map(0), map(11)))
                .hasToString("at most 0.1100 % of the pixels of a picture differ");
    }
}
