package dev.visiontask.detection.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visiontask.BadInputException;
import dev.visiontask.Box;
import dev.visiontask.ImageSize;
import dev.visiontask.detection.Detection;
import dev.visiontask.detection.Detections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Where a name stands for two things, nothing is looked up by it. */
class NamesAsKeysTest {
    private static final ImageSize SIZE = new ImageSize(100, 80);
    private static final CocoBox BOX = new CocoBox(10, 10, 20, 20);

    private static ObjectDataset.Builder mice() {
        return ObjectDataset.builder("mice.json")
                .add(new Category(1, "mouse"))
                .add(new Category(2, "mouse"))
                .add(new Category(3, "cat"))
                .add(new DatasetImage(7, "a.png", SIZE))
                .add(new TrueObject(7, 1, BOX, BOX.area(), TrueObject.Kind.OBJECT, null))
                .add(new TrueObject(7, 3, BOX, BOX.area(), TrueObject.Kind.OBJECT, null));
    }

    private static Detections found(String label, ImageSize size) {
        return new Detections(List.of(new Detection(0, label, 0.9f, new Box(10, 10, 30, 30))), size);
    }

    @Test
    void evaluate_refusesALabelThatNamesTwoCategories() {
        ObjectDataset truth = mice().build();
        DetectionResults results = DetectionResults.of(truth.categories()).add(7, found("mouse", SIZE));

        assertThat(results.objects()).isEmpty();
        assertThatThrownBy(() -> CocoEvaluation.ofBoxes(truth).evaluate(results))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("\"mouse\", the name of the categories [1, 2]");
    }

    @Test
    void evaluate_takesTheOtherLabelsOfSuchCategories() {
        ObjectDataset truth = mice().build();
        DetectionResults results = DetectionResults.of(truth.categories()).add(7, found("cat", SIZE));

        assertThat(results.objects()).extracting(ScoredObject::categoryId).containsExactly(3);
        assertThat(CocoEvaluation.ofBoxes(truth).evaluate(results).categories())
                .filteredOn(figures -> figures.category().id() == 3)
                .allMatch(figures -> figures.ap() > 0.99)
                .hasSize(1);
    }

    @Test
    void alias_refusesANameOfTwoCategories() {
        DetectionResults results = DetectionResults.of(mice().build().categories());

        assertThatThrownBy(() -> results.alias("rat", "mouse"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("[1, 2]");
    }

    @Test
    void of_takesNoVocNameForADoubledCategory() {
        DetectionResults results = DetectionResults.of(List.of(
                        new Category(1, "airplane"), new Category(2, "aeroplane"), new Category(3, "aeroplane")))
                .add(7, found("aeroplane", SIZE));

        assertThat(results.objects()).isEmpty();
    }

    @Test
    void image_refusesAFileNameOfTwoImages() {
        ObjectDataset truth = mice().add(new DatasetImage(9, "a.png", SIZE))
                .add(new DatasetImage(10, "b/a.png", SIZE))
                .build();

        assertThatThrownBy(() -> truth.image("a.png"))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("mice.json")
                .hasMessageContaining("[7, 9]");
        assertThat(truth.image("b/a.png")).map(DatasetImage::id).contains(10L);
        assertThat(truth.image("A.png")).isEmpty();
    }

    @Test
    void evaluate_refusesImagesOfAnotherSizeThanAnnotated() {
        ObjectDataset truth = mice().build();

        for (Map.Entry<String, ImageSize> turned : Map.of(
                        "80x100", new ImageSize(80, 100),
                        "200x160", new ImageSize(200, 160))
                .entrySet()) {
            DetectionResults results = DetectionResults.of(truth.categories()).add(7, found("cat", turned.getValue()));
            assertThatThrownBy(() -> CocoEvaluation.ofBoxes(truth).evaluate(results))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("a.png")
                    .hasMessageContaining("100x80")
                    .hasMessageContaining(turned.getKey());
        }
    }
}
