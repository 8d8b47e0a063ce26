package dev.visiontask.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visiontask.detection.evaluation.Category;
import dev.visiontask.detection.evaluation.DatasetImage;
import dev.visiontask.detection.evaluation.ObjectDataset;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Numbers that are made from names must not stand for two things. */
class CocoNumbersTest {
    private static List<Path> paths(String spaced) {
        return Stream.of(spaced.split(" ")).map(Path::of).toList();
    }

    @ParameterizedTest
    @CsvSource({
        "IMG_0001.png, 1",
        "val2017_000000000042.jpg, 42",
        "frame7b.png, 7",
        "0.png, 0",
        "9223372036854775807.png, 9223372036854775807",
        "000000000000000000000000000012.png, 12",
        "12, 12",
        ".5, 5"
    })
    void images_takeTheLastDigitsOfTheirNames(String file, long id) {
        assertThat(CocoNumbers.of(List.of("a")).images(List.of(Path.of(file))))
                .containsExactly(Map.entry(Path.of(file), id));
    }

    @ParameterizedTest
    @CsvSource({
        "a_1.png b_1.png, 1",
        "left/IMG_0001.png right/IMG_0001.png, 1",
        "1.png 01.png, 1",
        "cam1_007.jpg cam2_7.jpg, 7",
        "7.png 7.jpg, 7",
        "5a.png 5b.png, 5",
        "x/3.png x/3.png, 3"
    })
    void images_refuseTwoOfOneNumber(String files, String id) {
        List<Path> paths = paths(files);

        assertThatThrownBy(() -> CocoNumbers.of(List.of("a")).images(paths))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining(paths.get(0).toString())
                .hasMessageContaining(paths.get(1).toString())
                .hasMessageContaining("found " + id + " for")
                .hasMessageContaining("--annotations");
    }

    @ParameterizedTest
    @ValueSource(strings = {"20240131123456789012345.png", "9223372036854775808.png", "a-99999999999999999999b.jpg"})
    void images_refuseMoreDigitsThanANumberHolds(String file) {
        assertThatThrownBy(() -> CocoNumbers.of(List.of("a")).images(List.of(Path.of(file))))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining(file)
                .hasMessageContaining("--annotations");
    }

    private static final ObjectDataset FOLDERS = ObjectDataset.builder("folders")
            .add(new DatasetImage(1, "left/1.png", null))
            .add(new DatasetImage(2, "right/1.png", null))
            .add(new DatasetImage(3, "2.png", null))
            .add(new DatasetImage(4, "3.png", null))
            .add(new DatasetImage(5, "3.png", null))
            .build();

    @ParameterizedTest
    @CsvSource({"left/1.png, 1", "set/right/1.png, 2", "anywhere/2.png, 3"})
    void images_areFoundByTheirPathInTheAnnotations(String file, long id) {
        assertThat(CocoNumbers.of(FOLDERS, List.of()).images(List.of(Path.of(file))))
                .containsValue(id);
    }

    @ParameterizedTest
    @CsvSource({"up/1.png, none", "3.png, [4; 5]", "a/2.png b/2.png, 3 for", "2.PNG, none", "12.png, none"})
    void images_refuseWhatTheAnnotationsDoNotTellApart(String files, String told) {
        List<Path> paths = paths(files);

        assertThatThrownBy(() -> CocoNumbers.of(FOLDERS, List.of()).images(paths))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining(told.replace(";", ","));
    }

    private static ObjectDataset named(String... names) {
        ObjectDataset.Builder builder = ObjectDataset.builder("named");
        for (int i = 0; i < names.length; i++) {
            builder.add(new Category(10 * (i + 1), names[i]));
        }
        return builder.build();
    }

    @Test
    void category_isRefusedWhereALabelNamesTwo() {
        assertThatThrownBy(() -> CocoNumbers.of(named("mouse", "cat", "mouse"), List.of("cat", "mouse")))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("\"mouse\"")
                .hasMessageContaining("[10, 30]");
    }

    @Test
    void category_isTakenInOrderWhereBothListsHaveANameTwice() {
        CocoNumbers numbers = CocoNumbers.of(named("mouse", "cat", "mouse"), List.of("mouse", "cat", "mouse"));

        assertThat(numbers.category(0)).isEqualTo(10);
        assertThat(numbers.category(2)).isEqualTo(30);
    }

    @Test
    void category_isNoneWhereNoCategoryHasTheName() {
        assertThat(CocoNumbers.of(named("cat"), List.of("cat", "dog")).category(1))
                .isEqualTo(-1);
    }
}
