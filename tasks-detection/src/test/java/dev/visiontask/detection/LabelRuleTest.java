package dev.visiontask.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visiontask.ImageSize;
import dev.visiontask.ModelFormatException;
import dev.visiontask.tensor.Shape;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which label is which class: a detector of three classes finds class 2 with 0.9 and class 0 with 0.8. */
class LabelRuleTest {
    private static final ImageSize INPUT = new ImageSize(40, 20);

    private static HandMade model(String labels, String offset) {
        HandMade model = new HandMade(
                        INPUT,
                        HandMade.floats("scores", Shape.of(1, 2, 3), 0.05f, 0.05f, 0.9f, 0.8f, 0.1f, 0.1f),
                        HandMade.floats("boxes", Shape.of(1, 2, 4), 0.25f, 0.5f, 0.5f, 1, 0, 0, 0.1f, 0.1f))
                .setting("decoder", "prior-box");
        return shifted(model, labels, offset);
    }

    /** The same as a list of boxes, whose classes the model itself numbers from 0. */
    private static HandMade listed(String labels, String offset) {
        HandMade model = new HandMade(
                        INPUT,
                        HandMade.floats("boxes", Shape.of(1, 2, 4), 0.5f, 0.25f, 1, 0.5f, 0, 0, 0.1f, 0.1f),
                        HandMade.floats("classes", Shape.of(1, 2), 2, 0),
                        HandMade.floats("scores", Shape.of(1, 2), 0.9f, 0.8f),
                        HandMade.floats("count", Shape.of(1), 2))
                .setting("outputs", List.of("boxes", "classes", "scores", "count"))
                .setting("decoder", "ssd-tflite");
        return shifted(model, labels, offset);
    }

    private static HandMade shifted(HandMade model, String labels, String offset) {
        if (labels != null) {
            model.labels(labels.split(","));
        }
        return offset == null ? model : model.setting("label_offset", Integer.parseInt(offset));
    }

    private static List<String> found(HandMade model) {
        return model.detections().objects().stream().map(Detection::label).toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "red,green,blue | | blue,red | class 0 is red",
                "red,N/A,blue | | blue,red | class 0 is red",
                "green,blue | | blue | class 1 is green",
                "green,blue | 1 | blue | class 1 is green",
                "blue | 2 | blue | class 2 is blue",
                "background,green,blue | | blue | class 0 is background",
                "???,red,green,blue | -1 | blue,red | class 0 is red",
                "background,red,green,blue | -1 | blue,red | class 0 is red",
                "n/a,unlabeled,red,green,blue | -2 | blue,red | class 0 is red",
                "???,background,green,blue | -1 | blue | class 0 is background"
            })
    void labels_goWithTheirOffset(String labels, String offset, String found, String rule) {
        HandMade model = model(labels, offset);

        assertThat(found(model)).containsExactly(found.split(","));
        assertThat(model.setting("label_rule")).isEqualTo("\"" + rule + "\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "red,green,blue | | blue,red | class 0 is red",
                "???,red,green,blue | | blue,red | class 0 is red",
                "???,red,green,blue | -1 | blue,red | class 0 is red",
                "red,???,n/a,blue,white | -1 | blue,??? | class 0 is ???",
                "green,blue | 1 | blue | class 1 is green"
            })
    void labels_goWithTheirOffsetWhereTheOutputsDoNotSayHowManyClassesThereAre(
            String labels, String offset, String found, String rule) {
        HandMade model = listed(labels, offset);

        assertThat(found(model)).containsExactly(found.split(","));
        assertThat(model.setting("label_rule")).isEqualTo("\"" + rule + "\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "???,red,green,blue | | set label_offset to -1",
                "background,red,green,blue | 0 | set label_offset to -1",
                "green,blue | 0 | set label_offset to 1",
                "red,green,blue | 1 | leave label_offset out",
                "red,green,blue | -1 | leave label_offset out",
                "red,green,blue,white | | Give the label file that belongs to this model",
                "blue | | Give the label file that belongs to this model",
                "red,green,blue | -3 | leave label_offset out",
                "red | 2147483647 | label_offset of at most 1000000",
                " | -1 | Expected labels with label_offset -1",
                " | 3 | Expected"
            })
    void decoder_saysTheOffsetThatFitsWhenTheCountDoesNot(String labels, String offset, String told) {
        HandMade model = model(labels, offset);

        assertThatThrownBy(model::decoder)
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining(told);
    }

    @Test
    void options_countClassesAsTheLabelsDo() {
        HandMade model = model("???,red,green,blue", "-1");

        model.options(DetectionOptions.builder().deny("blue").build());
        assertThat(found(model)).containsExactly("red");
        model.options(DetectionOptions.builder().allow("blue").build());
        assertThat(found(model)).containsExactly("blue");
    }

    @Test
    void options_refuseALabelThatNoClassHas() {
        HandMade model = model("???,red,green,blue", "-1")
                .options(DetectionOptions.builder().allow("???").build());

        assertThatThrownBy(model::detections)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("label_offset -1 leaves it out");
    }
}
