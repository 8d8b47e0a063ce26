package dev.visiontask.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visiontask.ModelFormatException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files beside the model that hold its labels, in the forms that programs leave there. */
class LabelFilesTest {
    @TempDir
    Path directory;

    private FolderFixture folder;

    @BeforeEach
    void model() {
        folder = new FolderFixture(directory).withModel();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "labels.json | ['car', 'bus']",
                "id2label.json | {'0': 'car', '1': 'bus'}",
                "label2id.json | {'bus': 1, 'car': 0}",
                "coco_classes.json | {'1': 'bus', '0': 'car'}",
                "my-categories.JSON | [\"car\", \"bus\"]",
                "own.names | car",
                "imagenet_labels.txt | car"
            })
    void labels_areThoseOfTheOnlyLabelFile(String name, String text) {
        folder.with(name, text);

        List<String> labels = folder.spec().withInFile(Map.of()).labels().orElseThrow();

        assertThat(labels).startsWith("car").hasSizeBetween(1, 2);
        assertThat(FolderFixture.settings(folder.spec()).get("labels")).endsWith("the only label file " + name + ")");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "data.yaml | names: [car, bus] | write one label a line into labels.txt",
                "labels.csv | 0,car | write one label a line into labels.txt",
                "label_map.pbtxt | item { id: 1 } | write one label a line into labels.txt",
                "class_names.npy | x | write one label a line into labels.txt",
                "classes.json | [{'id': 1}] | no list of names",
                "labels.json | {'0': 'car', '2': 'bus'} | no list of names",
                "labels.json | 'car' | no list of names"
            })
    void labels_areToldToBeUnreadWhereNothingElseNamesTheClasses(String name, String text, String told) {
        folder.with(name, text);

        assertThat(folder.spec().withInFile(Map.of()).labels()).isEmpty();
        assertThat(FolderFixture.settings(folder.spec()).get("label_files")).contains(name, "not read", told);
    }

    @Test
    void labelsFile_readsJsonByName() {
        folder.withOurs("'labels_file': 'words.json'").with("words.json", "{'0': 'car', '1': 'bus'}");

        assertThat(folder.spec().withInFile(Map.of()).labels()).contains(List.of("car", "bus"));
    }

    @Test
    void labelsFile_refusesJsonThatIsNoListOfNames() {
        folder.withOurs("'labels_file': 'words.json'").with("words.json", "{'0': 'car', '2': 'bus'}");

        assertThatThrownBy(folder::spec)
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("words.json")
                .hasMessageContaining("2 names for the numbers 0, 2");
    }
}
