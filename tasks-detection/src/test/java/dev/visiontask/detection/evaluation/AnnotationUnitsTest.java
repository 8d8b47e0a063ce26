package dev.visiontask.detection.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visiontask.BadInputException;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Annotations in another unit, order or form are named with their place and value, and never scored. Images are 100x80. */
class AnnotationUnitsTest {
    private static final List<String> NAMES = List.of("cat", "dog");

    @TempDir
    private Path folder = Path.of("unset");

    private void image(String name) throws IOException {
        String format = name.endsWith("jpg") ? "jpg" : "png";
        BufferedImage gray = new BufferedImage(100, 80, BufferedImage.TYPE_BYTE_GRAY);
        ImageIO.write(gray, format, folder.resolve(name).toFile());
    }

    private ObjectDataset yolo(String text) throws IOException {
        image("a.png");
        Files.writeString(folder.resolve("a.txt"), text);
        return ObjectDataset.readYolo(folder, folder, NAMES);
    }

    /** A line and what the message must have; {@code \n} and {@code \uFEFF} are written out. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 50 40 20 10|50.0",
                "0 0.5 0.5 1.2 0.5|1.2",
                "0 0.95 0.5 0.2 0.2|1.05",
                "0 0.01 0.5 0.2 0.2|-0.09",
                "0 -0.2 0.5 0.1 0.1|-0.2",
                "0 0.5 0.5 0 0.1|0.0",
                "0 0.5 0.5 -0.1 0.1|-0.1",
                "0 0.5 0.5 NaN 0.1|NaN",
                "0 0.5 0.5 1e999 0.1|1e999",
                "0 0.5 0.5 0x1p-2 0.1|0x1p-2",
                "0 0.5 0.5 0.1f 0.1|0.1f",
                "0 0,5 0,5 0,1 0,1|0,5; write a point",
                "0,0.5,0.5,0.1,0.1|1 words",
                "1.0 0.5 0.5 0.1 0.1|1.0",
                "-1 0.5 0.5 0.1 0.1|-1",
                "2 0.5 0.5 0.1 0.1|from 0 to 1, found: 2",
                "cat 0.5 0.5 0.1 0.1|cat",
                "99999999999 0.5 0.5 0.1 0.1|99999999999",
                "\uFEFF0 0.5 0.5 0.1 0.1|byte-order mark",
                "0 0.5 0.5 0.1 0.1 0.87|6 words",
                "0 0.5 0.5 0.4 0.4 0.5 0.5 2 0.4 0.6 2 0.6 0.4 1|no keypoints",
                "0 0.5 0.5 0.4 0.4 0.5 0.5 2 0 0 0|keypoints behind",
                "0 0.5 0.5 0.4 0.4 0.5 0.5 2|keypoints",
                "0 0.5 0.5 0.4 0.4 0.3 0.3 0.7 0.4 0.6 0.7|polygon behind",
                "0 0.5 0.5 0.4 0.4 0.4 0.45 0.6 0.62|keypoints as well",
                "0 10 10 50 10 50 60|10.0",
                "0 0.5 0.2 0.5 0.4 0.5 0.9|one line",
                "0 0.1 0.1 0.3 0.1 0.3|6 words",
                "0 0.2 0.2 0.6 0.6 0.6 0.2 0.2 0.6|crosswise"
            })
    void readYolo_namesTheLineAndItsValue(String line, String found) throws IOException {
        ObjectDataset truth = yolo("\n" + line.replace("\\uFEFF", "\uFEFF") + "\n");

        assertThat(truth.objects()).isEmpty();
        assertThat(truth.problems()).hasSize(1);
        assertThat(truth.problems().get(0)).startsWith("a.txt line 2: ").contains(found);
        assertThatThrownBy(() -> CocoEvaluation.ofBoxes(truth).evaluate(DetectionResults.of(truth.categories())))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("a.txt line 2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1 0.5 0.5 0.2 0.25",
                "1\t0.5\t0.5\t0.2\t0.25\r\n",
                "  1   0.5 0.5  0.2 0.25  \r\n\r\n   \n",
                "1 .5 5e-1 +0.2 2.5E-1",
                "01 0.500000 0.5 0.2 0.25"
            })
    void readYolo_takesAnyBlanks(String text) throws IOException {
        ObjectDataset truth = yolo(text);

        assertThat(truth.problems()).isEmpty();
        assertThat(truth.objects()).extracting(TrueObject::box).containsExactly(new CocoBox(40, 30, 20, 20));
        assertThat(truth.objects()).extracting(TrueObject::categoryId).containsExactly(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0 0.5 0.5 1 1",
                "0 0.500001 0.5 1 1",
                "0 0.05 0.05 0.1 0.1",
                "0 0 0 1 0 1 1 0 1",
                "0 0.5 0.2 0.8 0.5 0.5 0.8 0.2 0.5",
                "0 0.2 0.2 0.6 0.2 0.6 0.6 0.2 0.6 0.1 0.4",
                "0 0.5 0.5 0.4 0.4 0.45 0.45 0.5 0.55\n0 0.5 0.5 0.4 0.4 0.45 0.45 0.5 0.55 0.6 0.6"
            })
    void readYolo_takesBoxesToTheEdgeAndPolygons(String text) throws IOException {
        assertThat(yolo(text).problems()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1 0.5 0.5 0.2 0.25",
                "1\t0.5  0.5 0.2 0.25 ",
                "0 0.1 0.1 0.3 0.1 0.3 0.3 0.1 0.3",
                "0 0.1 0.1 0.3 0.1 0.3 0.3 0.1 0.3\r",
                "0 0.6 0.6 0.1 0.1\n\n0 0.6 0.6 0.1 0.1"
            })
    void readYolo_refusesTheSameObjectTwice(String line) throws IOException {
        ObjectDataset truth = yolo("1 0.5 0.5 0.2 0.25\n0 0.1 0.1 0.3 0.1 0.3 0.3 0.1 0.3\n" + line + "\n");

        assertThat(truth.problems())
                .singleElement()
                .asString()
                .matches("a.txt line [35]: Expected each object once, found that of line [123] again: .*");
    }

    @Test
    void readYolo_takesAnEmptyFileForNoObject() throws IOException {
        ObjectDataset truth = yolo("");

        assertThat(truth.problems()).isEmpty();
        assertThat(truth.images()).hasSize(1);
        assertThat(truth.objects()).isEmpty();
    }

    @Test
    void readYolo_takesEndingsInCapitals() throws IOException {
        image("B.PNG");
        Files.writeString(folder.resolve("B.TXT"), "1 0.5 0.5 0.2 0.25");

        ObjectDataset truth = ObjectDataset.readYolo(folder, folder, NAMES);

        assertThat(truth.problems()).isEmpty();
        assertThat(truth.objects()).hasSize(1);
    }

    @Test
    void readYolo_refusesTwoFilesOfLabelsForOneImage() throws IOException {
        Files.writeString(folder.resolve("a.Txt"), "1 0.5 0.5 0.2 0.25");

        ObjectDataset truth = yolo("0 0.5 0.5 0.1 0.1");

        assertThat(truth.objects()).isEmpty();
        assertThat(truth.problems()).singleElement().asString().contains("a.png", "a.Txt", "a.txt");
    }

    @Test
    void readYolo_refusesAFolderWithoutAnyLabels(@TempDir Path other) throws IOException {
        image("a.png");

        ObjectDataset truth = ObjectDataset.readYolo(folder, other, NAMES);

        assertThat(truth.problems()).singleElement().asString().contains("none of the 1 images", "a.txt");
    }

    @Test
    void readYolo_refusesOneFileOfLabelsForTwoImages() throws IOException {
        image("a.jpg");
        image("b.png");
        Files.writeString(folder.resolve("b.txt"), "0 0.5 0.5 0.1 0.1");

        ObjectDataset truth = yolo("0 0.5 0.5 0.1 0.1");

        assertThat(truth.objects()).hasSize(1);
        assertThat(truth.images()).extracting(DatasetImage::fileName).containsExactly("b.png");
        assertThat(truth.problems()).singleElement().asString().contains("a.jpg", "a.png", "a.txt");
    }

    @Test
    void readYolo_refusesTextOfAnotherEncoding() throws IOException {
        image("a.png");
        Files.write(folder.resolve("a.txt"), "0 0.5 0.5 0.1 0.1".getBytes(StandardCharsets.UTF_16));

        assertThatThrownBy(() -> ObjectDataset.readYolo(folder, folder, NAMES))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("a.txt")
                .hasMessageContaining("UTF-8");
    }

    private ObjectDataset voc(String corners, String more) throws IOException {
        String[] at = corners.split(" ", -1);
        Files.writeString(folder.resolve("a.xml"), """
                <annotation><filename>a.jpg</filename><size><width>100</width><height>80</height></size>
                <object><name>dog</name>%s
                <bndbox><xmin>%s</xmin><ymin>%s</ymin><xmax>%s</xmax><ymax>%s</ymax></bndbox></object></annotation>
                """.formatted(more, at[0], at[1], at[2], at[3]));
        return ObjectDataset.readVoc(folder);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 0 99 79||counted from 1, found xmin 0.0",
                "0.1 0.2 0.5 0.6||shares",
                "-5 1 20 20||-5.0",
                "30 10 20 40||xmin <= xmax",
                "10 40 20 39||40.0 and 39.0",
                "10 10 101 20||xmax 101.0",
                "10 10 20 90||ymax 90.0",
                "10 10 NaN 20||xmax, found: NaN",
                "10 10 Infinity 20||Infinity",
                "10,5 10 20 20||10,5; write a point",
                "ten 10 20 20||ten",
                "10 10 20 20|<difficult>maybe</difficult>|maybe"
            })
    void readVoc_namesTheLineAndItsValue(String corners, String more, String found) throws IOException {
        ObjectDataset truth = voc(corners, more == null ? "" : more);

        assertThat(truth.objects()).isEmpty();
        assertThat(truth.problems()).singleElement().asString().contains("a.xml", "line ", found);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1 1 100 80", "1.0 1 99.6 80.2", "5 5 5 5", "0.7 1 20 20"})
    void readVoc_takesCornersWithinTheImage(String corners) throws IOException {
        ObjectDataset truth = voc(corners, "<difficult>0</difficult>");

        assertThat(truth.problems()).isEmpty();
        assertThat(truth.objects()).hasSize(1);
    }

    /** Elements that are there twice, or where nobody looks. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "</bndbox>|</bndbox><bndbox><xmin>30</xmin><ymin>1</ymin><xmax>40</xmax><ymax>9</ymax></bndbox>|10 and 30",
                "</name>|</name><name>cat</name>|dog and cat",
                "</xmin>|</xmin><xmin>5</xmin>|10 and 5",
                "</filename>|</filename><filename>b.jpg</filename>|a.jpg and b.jpg",
                "object>|Object>|/annotation/Object/bndbox",
                "annotation>|annotations>|/annotations/object/bndbox",
                "bndbox>|robndbox>|turned boxes are not read"
            })
    void readVoc_refusesElementsThatItWouldLeaveOut(String found, String written, String expected) throws IOException {
        voc("10 10 20 20", "");
        Path file = folder.resolve("a.xml");
        Files.writeString(file, Files.readString(file).replace(found, written));

        assertThat(ObjectDataset.readVoc(folder).problems())
                .singleElement()
                .asString()
                .contains("a.xml", "line ", expected);
    }

    @Test
    void readVoc_refusesTwoFilesForOneImage() throws IOException {
        voc("10 10 20 20", "");
        Files.copy(folder.resolve("a.xml"), folder.resolve("b.xml"));

        ObjectDataset truth = ObjectDataset.readVoc(folder);

        assertThat(truth.images()).hasSize(1);
        assertThat(truth.problems()).singleElement().asString().contains("a.jpg", "a.xml", "b.xml");
    }

    private ObjectDataset coco(String annotation) throws IOException {
        return ObjectDataset.readCoco(Files.writeString(folder.resolve("a.json"), """
                {"annotations":[{"id":41,"image_id":1,"category_id":1,"bbox":[10,10,20,20]},
                 {"id":42,"image_id":1,"category_id":1,%s}],
                 "images":[{"id":1,"file_name":"a.jpg","width":100,"height":80}],
                 "categories":[{"id":1,"name":"dog"}]}
                """.formatted(annotation)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"bbox\":[0.1,0.2,0.5,0.6]|first pixel",
                "\"bbox\":[60,50,90,70]|right and bottom edge",
                "\"bbox\":[10,10,95,20]|[10.0, 10.0, 95.0, 20.0]",
                "\"bbox\":[-20,10,30,20]|-20.0",
                "\"bbox\":[200,10,30,20]|200.0",
                "\"bbox\":[10,10,0,20]|above 0",
                "\"bbox\":[10,10,-5,20]|-5.0",
                "\"bbox\":[10,10,20]|found: 3",
                "\"bbox\":[10,10,30,30],\"area\":2500|2500",
                "\"bbox\":[10,10,30,30],\"segmentation\":[[10,10,40,10,40]]|5 numbers",
                "\"bbox\":[10,10,30,30],\"segmentation\":[[10,10,40,10]]|4 numbers",
                "\"bbox\":[10,10,30,30],\"segmentation\":[[10,10,400,10,40,40]]|400.0",
                "\"bbox\":[10,10,30,30],\"segmentation\":[[0.1,0.1,0.4,0.1,0.4,0.4]]|first pixel",
                "\"bbox\":[10,10,30,30],\"segmentation\":{\"size\":[100,80],\"counts\":[0,8000]}|80x100",
                "\"bbox\":[10,10,40,40],\"area\":900|right and bottom edge",
                "\"bbox\":[10,10,40,40],\"segmentation\":[[10,10,40,10,40,40,10,40]]|right and bottom edge",
                "\"bbox\":[25,25,30,30],\"segmentation\":[[10,10,40,10,40,40,10,40]]|[10.0, 10.0, 30.0, 30.0]",
                "\"bbox\":[10,40,20,30],\"segmentation\":[[40,10,70,10,70,30,40,30]]|[40.0, 10.0, 30.0, 20.0]",
                "\"bbox\":[10,20,30,3],\"segmentation\":{\"size\":[80,100],\"counts\":[2010,30,70,30,70,30,5760]}|at [25.0",
                "\"bbox\":[10,20,30,10],\"segmentation\":{\"size\":[80,100],\"counts\":[8000]}|found none",
                "\"bbox\":[10,10,50,50],\"area\":0|area in pixels",
                "\"bbox\":[10,10,50,50],\"area\":0.31|found: 0.31",
                "\"bbox\":[10,10,50,50],\"area\":-1|-1.0"
            })
    void readCoco_namesTheAnnotationAndItsValue(String annotation, String found) throws IOException {
        ObjectDataset truth = coco(annotation);

        assertThat(truth.objects()).hasSize(1);
        assertThat(truth.problems())
                .singleElement()
                .asString()
                .startsWith("annotation 42: ")
                .contains(found);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"id\":41,\"image_id\":1,\"category_id\":1,\"bbox\":[10,10,20,20]|annotation 41: |image 1",
                "\"id\":41,\"image_id\":2,\"category_id\":1,\"bbox\":[1,1,20,20]|annotation 41: |image 2",
                "\"id\":40,\"image_id\":1,\"category_id\":3,\"bbox\":[1,1,20,20]|annotation 40: |category 3",
                "\"id\":0,\"image_id\":2,\"category_id\":1,\"bbox\":[1,1,20,20],\"iscrowd\":1|annotation 0: |image 2",
                "\"id\":-7,\"image_id\":1,\"category_id\":1,\"bbox\":[1,1,20,20]|annotation -7: |image 1"
            })
    void readCoco_refusesTheIdOfAnotherAnnotation(String annotation, String name, String found) throws IOException {
        ObjectDataset truth =
                ObjectDataset.readCoco(Files.writeString(folder.resolve("a.json"), """
                {"annotations":[
                 {"id":40,"image_id":1,"category_id":1,"bbox":[10,10,20,20]},
                 {"id":41,"image_id":1,"category_id":1,"bbox":[11,10,20,20]},
                 {"id":0,"image_id":1,"category_id":1,"bbox":[12,10,20,20]},
                 {"id":-7,"image_id":1,"category_id":1,"bbox":[13,10,20,20]},
                 {%s},
                 {"image_id":2,"category_id":1,"bbox":[14,10,20,20]},
                 {"image_id":2,"category_id":1,"bbox":[15,10,20,20]}],
                 "images":[{"id":1,"file_name":"a.jpg"},{"id":2,"file_name":"b.jpg"}],
                 "categories":[{"id":1,"name":"dog"},{"id":3,"name":"cat"}]}
                """.formatted(annotation)));

        assertThat(truth.objects()).hasSize(6);
        assertThat(truth.problems()).singleElement().asString().contains(name, found);
        DetectionResults none = DetectionResults.of(truth.categories());
        assertThatThrownBy(() -> CocoEvaluation.ofBoxes(truth).evaluate(none))
                .isInstanceOf(BadInputException.class)
                .hasMessageContainingAll("a.json", name);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"id\":7},{\"id\":7}|{\"id\":1,\"name\":\"a\"}|image once",
                "{\"id\":0,\"file_name\":\"a\"},{\"id\":0,\"file_name\":\"b\"}|{\"id\":1}|id 0",
                "{\"id\":7},{\"id\":8},{\"id\":7}|{\"id\":1}|id 7",
                "{\"id\":7}|{\"id\":1,\"name\":\"a\"},{\"id\":1,\"name\":\"b\"}|category once",
                "{\"id\":7}|{\"id\":-1},{\"id\":-1}|id -1"
            })
    void readCoco_refusesIdsOfTwoImagesOrCategories(String images, String categories, String found) throws IOException {
        Path file = Files.writeString(
                folder.resolve("b.json"),
                "{\"images\":[" + images + "],\"categories\":[" + categories + "],\"annotations\":[]}");

        assertThatThrownBy(() -> ObjectDataset.readCoco(file))
                .isInstanceOf(BadInputException.class)
                .hasMessageContainingAll("b.json", found);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"bbox\":[0,0,100,80]",
                "\"bbox\":[-0.3,0,100.4,80.2]",
                "\"bbox\":[0.2,0.3,1.5,1.5]",
                "\"bbox\":[10,10,30,30],\"area\":901,\"iscrowd\":1,\"segmentation\":[[10,10,40,10,40,40,10,40]]",
                "\"bbox\":[0,0,100,80],\"segmentation\":{\"size\":[80,100],\"counts\":[0,8000]}",
                "\"bbox\":[10,10,30,30],\"segmentation\":[]",
                "\"bbox\":[10,10,30,30],\"segmentation\":[[]]",
                "\"bbox\":[10,10,40,40],\"area\":1600",
                "\"bbox\":[10,10,60,60],\"segmentation\":[[20,20,60,20,60,60]]",
                "\"bbox\":[0,0,40,40],\"segmentation\":[[0,0,40,0,40,40]],\"area\":800"
            })
    void readCoco_takesPixels(String annotation) throws IOException {
        ObjectDataset truth = coco(annotation);

        assertThat(truth.problems()).isEmpty();
        assertThat(truth.objects()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"bbox\":[\"10\",10,20,20]", "\"bbox\":10", "\"category_id\":\"1\",\"bbox\":[1,1,9,9]"})
    void readCoco_refusesOtherKindsOfValues(String annotation) {
        assertThatThrownBy(() -> coco(annotation))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("a.json");
    }
}
