package dev.visiontask.detection.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visiontask.BadInputException;
import dev.visiontask.ImageSize;
import dev.visiontask.mask.Mask;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnnotationReadersTest {
    @TempDir
    private Path folder = Path.of("unset");

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private void picture(String name, int width, int height) throws IOException {
        ImageIO.write(
                new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY),
                "png",
                folder.resolve(name).toFile());
    }

    @Test
    void readCoco_readsBoxesPolygonsRunsAndCrowds() throws IOException {
        Path file = write("a.json", """
                {"annotations":[
                 {"id":0,"image_id":9,"category_id":2,"bbox":[0.5,0,2.5,2],"area":4.5,"iscrowd":0,
                  "segmentation":[[0,0,0,2,3,2,3,0]],"extra":{"a":[1]}},
                 {"id":1,"image_id":9,"category_id":2,"bbox":[0,0,3,2],"iscrowd":1,
                  "segmentation":{"size":[2,3],"counts":[0,6]}},
                 {"id":2,"image_id":9,"category_id":2,"bbox":[0,0,3,2],"segmentation":{"size":[2,3],"counts":"24"}},
                 {"id":3,"image_id":9,"category_id":2,"bbox":[0,0,3,2],"segmentation":null,"area":null}],
                 "categories":[{"id":2,"name":"dog","supercategory":"animal"}],
                 "images":[{"id":9,"file_name":"a.jpg","width":3,"height":2}],"info":null}
                """);

        ObjectDataset truth = ObjectDataset.readCoco(file);

        assertThat(truth.problems()).isEmpty();
        assertThat(truth.images()).containsExactly(new DatasetImage(9, "a.jpg", new ImageSize(3, 2)));
        assertThat(truth.objects()).extracting(TrueObject::area).containsExactly(4.5, 6.0, 6.0, 6.0);
        assertThat(truth.objects())
                .extracting(TrueObject::kind)
                .startsWith(TrueObject.Kind.OBJECT, TrueObject.Kind.CROWD, TrueObject.Kind.OBJECT);
        assertThat(truth.objects().get(3).outline()).isNull();
        assertThat(truth.objects().stream().limit(3).map(AnnotationReadersTest::area))
                .containsExactly(6, 6, 4);
    }

    private static int area(TrueObject object) {
        Mask mask = Objects.requireNonNull(object.outline()).toMask(new ImageSize(3, 2));
        return mask.area();
    }

    @Test
    void readCoco_namesWhatItLeavesOut() throws IOException {
        Path file = write("a.json", """
                {"categories":[{"id":2,"name":"dog"}],"images":[{"id":9,"file_name":"a.jpg"}],"annotations":[
                 {"id":10,"image_id":9,"category_id":2},
                 {"id":11,"image_id":9,"category_id":2,"bbox":[0,0,-3,2]},
                 {"id":12,"image_id":9,"category_id":2,"bbox":[0,0,3,2],"segmentation":{"size":[2,3],"counts":[5]}},
                 {"id":13,"image_id":8,"category_id":2,"bbox":[0,0,3,2]},
                 {"id":14,"image_id":9,"category_id":1,"bbox":[0,0,3,2]},
                 {"id":15,"image_id":9,"category_id":2,"bbox":[0,0,3,2]}]}
                """);

        ObjectDataset truth = ObjectDataset.readCoco(file);

        assertThat(truth.objects()).hasSize(1);
        assertThat(truth.problems()).hasSize(5);
        assertThat(String.join("\n", truth.problems()))
                .contains("annotation 10: Expected image_id, category_id and bbox, found no bbox")
                .contains("annotation 11", "annotation 12", "found: 5")
                .contains("picture 8, which is not listed", "unknown category 1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "{\"images\":[]}",
                "{\"images\":[{\"file_name\":\"a\"}],\"categories\":[],\"annotations\":[]}",
                "{\"images\":[{\"id\":1},{\"id\":1}],\"categories\":[],\"annotations\":[]}",
                "{\"images\":[{\"id\":1,\"width\":4294967297}],\"categories\":[],\"annotations\":[]}",
                "{\"images\":[],\"categories\":[{\"id\":4294967297}],\"annotations\":[]}",
                "{\"images\":[],\"categories\":[],\"annotations\":[]} x",
                "{\"images\":[],\"categories\":[],\"annotations\":[{\"bbox\":[1,\"a\"]}]}"
            })
    void readCoco_refusesOtherJson(String text) throws IOException {
        Path file = write("other.json", text);

        assertThatThrownBy(() -> ObjectDataset.readCoco(file))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("other.json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[{\"image_id\":1,\"category_id\":1,\"bbox\":[0,0,1,1]}]",
                "[{\"image_id\":1,\"category_id\":1,\"score\":0.5}]",
                "[{\"image_id\":1,\"category_id\":1,\"score\":0.5,\"bbox\":[0,0,1]}]",
                "[{\"image_id\":1,\"category_id\":1,\"score\":0.5,\"segmentation\":{\"size\":[1,1],\"counts\":\"9\"}}]",
                "[{\"image_id\":1,\"category_id\":1,\"score\":NaN,\"bbox\":[0,0,1,1]}]"
            })
    void readResults_refusesMalformedElements(String text) throws IOException {
        Path file = write("results.json", text);

        assertThatThrownBy(() -> DetectionResults.readCoco(file))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("results.json");
    }

    @Test
    void readResults_takesAnEmptyBoxForNone() throws IOException {
        Path file = write(
                "results.json",
                "[{\"image_id\":1,\"category_id\":1,\"score\":0.5,\"bbox\":[],\"area\":null,"
                        + "\"segmentation\":{\"size\":[2,3],\"counts\":\"24\"}}]");

        ScoredObject object = DetectionResults.readCoco(file).objects().get(0);

        assertThat(object.box()).isEqualTo(new CocoBox(1, 0, 2, 2));
        assertThat(Objects.requireNonNull(object.mask()).area()).isEqualTo(4);
    }

    @Test
    void writeCoco_writesAnEmptyArrayForNothing() {
        Path file = folder.resolve("results.json");

        DetectionResults.of(List.of()).writeCoco(file);

        assertThat(DetectionResults.readCoco(file).objects()).isEmpty();
    }

    @Test
    void readYolo_readsBoxesAndPolygons() throws IOException {
        picture("b.png", 200, 100);
        picture("a.png", 10, 10);
        picture("none.png", 5, 5);
        write("b.txt", "1 0.5 0.5 0.1 0.2\n\n0 0 0 0.5 0 0.5 1 0 1\n");
        write("a.txt", "");

        ObjectDataset truth = ObjectDataset.readYolo(folder, folder, List.of("cat", "dog"));

        assertThat(truth.problems()).isEmpty();
        assertThat(truth.categories()).containsExactly(new Category(0, "cat"), new Category(1, "dog"));
        assertThat(truth.images())
                .containsExactly(
                        new DatasetImage(1, "a.png", new ImageSize(10, 10)),
                        new DatasetImage(2, "b.png", new ImageSize(200, 100)),
                        new DatasetImage(3, "none.png", new ImageSize(5, 5)));
        assertThat(truth.objects())
                .extracting(TrueObject::box)
                .containsExactly(new CocoBox(90, 40, 20, 20), new CocoBox(0, 0, 100, 100));
        assertThat(truth.objects().get(1).area()).isEqualTo(10000);
    }

    @Test
    void readYolo_namesWhatItLeavesOut() throws IOException {
        picture("a.png", 10, 10);
        write("a.txt", "0 0.5 0.5 0.1\n7 0.5 0.5 0.1 0.1\n0 0.5 x 0.1 0.1\n0 0.5 0.5 0.1 0.1\n");
        write("gone.txt", "0 0.5 0.5 0.1 0.1\n");

        ObjectDataset truth = ObjectDataset.readYolo(folder, folder, List.of("cat"));

        assertThat(truth.objects()).hasSize(1);
        assertThat(truth.problems()).hasSize(4);
        assertThat(String.join("\n", truth.problems()))
                .contains("a.txt line 1", "a.txt line 2", "found: 7", "a.txt line 3", "gone.txt has no image");
        assertThatThrownBy(() -> ObjectDataset.readYolo(folder.resolve("no"), folder, List.of()))
                .isInstanceOf(BadInputException.class);
    }

    @Test
    void readVoc_readsObjectsButNotTheirParts() throws IOException {
        write("b.xml", """
                <?xml version="1.0"?>
                <annotation><filename>b.jpg</filename><size><width>50</width><height>40</height></size>
                 <object><name>person</name><difficult>0</difficult>
                  <bndbox><xmin>1</xmin><ymin>2</ymin><xmax>10</xmax><ymax>20</ymax></bndbox>
                  <part><name>head</name><bndbox><xmin>3</xmin><ymin>3</ymin><xmax>4</xmax><ymax>4</ymax></bndbox></part>
                 </object>
                 <object><name>dog</name><difficult>1</difficult>
                  <bndbox><xmin>5</xmin><ymin>5</ymin><xmax>6.5</xmax><ymax>6</ymax></bndbox></object>
                </annotation>
                """);
        write("c.xml", "<annotation/>");

        ObjectDataset truth = ObjectDataset.readVoc(folder);

        assertThat(truth.problems()).isEmpty();
        assertThat(truth.categories()).containsExactly(new Category(1, "dog"), new Category(2, "person"));
        assertThat(truth.images())
                .containsExactly(
                        new DatasetImage(1, "b.jpg", new ImageSize(50, 40)), new DatasetImage(2, "c.jpg", null));
        assertThat(truth.objects())
                .containsExactly(
                        new TrueObject(1, 2, new CocoBox(0, 1, 10, 19), 190, TrueObject.Kind.OBJECT, null),
                        new TrueObject(1, 1, new CocoBox(4, 4, 2.5, 2), 5, TrueObject.Kind.DIFFICULT, null));
    }

    @Test
    void readVoc_namesFilesThatAreNotUnderstood() throws IOException {
        write("a.xml", "<annotation><object><name>dog</name></object></annotation>");
        write("b.xml", "not xml");
        write("c.xml", "<other/>");
        write(
                "d.xml",
                "<annotation><object><name>dog</name><bndbox><xmin>9</xmin><ymin>1</ymin><xmax>5</xmax><ymax>5</ymax>"
                        + "</bndbox></object></annotation>");

        ObjectDataset truth = ObjectDataset.readVoc(folder);

        assertThat(truth.objects()).isEmpty();
        assertThat(truth.problems()).hasSize(4);
        assertThat(String.join("\n", truth.problems())).contains("a.xml: Expected a bndbox", "b.xml", "c.xml", "d.jpg");
    }

    @Test
    void readVoc_readsNoOtherFile() throws IOException {
        Path secret = write("secret.txt", "hidden");
        write(
                "a.xml",
                "<!DOCTYPE annotation [<!ENTITY x SYSTEM \"" + secret.toUri()
                        + "\">]><annotation><filename>&x;</filename></annotation>");

        ObjectDataset truth = ObjectDataset.readVoc(folder);

        assertThat(truth.images()).isEmpty();
        assertThat(truth.problems()).hasSize(1);
        assertThat(truth.problems().get(0)).contains("document type");
    }
}
