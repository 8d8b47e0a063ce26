package dev.visiontask.detection.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visiontask.BadInputException;
import dev.visiontask.detection.tracking.MotChallengeFile;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ground truth and results in an archive. */
class OtherFileSystemsTest {
    private static final String COCO = """
            {"images": [{"id": 1, "file_name": "a.png", "width": 64, "height": 48}],
             "categories": [{"id": 1, "name": "dog"}],
             "annotations": [{"id": 1, "image_id": 1, "category_id": 1, "bbox": [16, 12, 32, 24], "area": 768,
                              "iscrowd": 0}]}
            """;
    private static final String RESULTS = "[{\"image_id\":1,\"category_id\":1,\"bbox\":[16,12,32,24],\"score\":0.5}]";

    @TempDir
    Path folder = Path.of("unset");

    private FileSystem system = FileSystems.getDefault();
    private Path root = Path.of("unset");

    @BeforeEach
    void open() throws IOException {
        system = FileSystems.newFileSystem(folder.resolve("data.zip"), Map.of("create", "true"));
        root = Files.createDirectories(system.getPath("/data set"));
    }

    @AfterEach
    void close() throws IOException {
        system.close();
    }

    private Path image(String name) throws IOException {
        Path file = root.resolve(name);
        try (OutputStream out = Files.newOutputStream(file)) {
            ImageIO.write(new BufferedImage(64, 48, BufferedImage.TYPE_BYTE_GRAY), "png", out);
        }
        return file;
    }

    @Test
    void readCoco_readsGroundTruthAndResults() throws IOException {
        ObjectDataset truth = ObjectDataset.readCoco(Files.writeString(root.resolve("truth.json"), COCO));
        DetectionResults results = DetectionResults.readCoco(Files.writeString(root.resolve("results.json"), RESULTS));

        assertThat(truth.objects()).hasSize(1);
        assertThat(truth.missingFiles(root)).hasSize(1);
        image("a.png");
        assertThat(truth.missingFiles(root)).isEmpty();
        Path written = root.resolve("written.json");
        results.writeCoco(written);
        assertThat(DetectionResults.readCoco(written).objects()).isEqualTo(results.objects());
    }

    @Test
    void readYolo_readsImagesAndLabels() throws IOException {
        image("a.png");
        Files.writeString(root.resolve("a.txt"), "0 0.5 0.5 0.25 0.25\n");
        Files.writeString(root.resolve("classes.txt"), "dog\n");

        ObjectDataset truth = ObjectDataset.readYolo(root, root, List.of("dog"));

        assertThat(truth.objects()).extracting(TrueObject::area).containsExactly(16.0 * 12);
        assertThat(truth.problems()).isEmpty();
    }

    @Test
    void readVoc_readsAFolder() throws IOException {
        Files.writeString(root.resolve("a.xml"), """
                <annotation><filename>a.png</filename><size><width>64</width><height>48</height></size>
                <object><name>dog</name><bndbox><xmin>1</xmin><ymin>1</ymin><xmax>10</xmax><ymax>10</ymax></bndbox>
                </object></annotation>
                """);

        assertThat(ObjectDataset.readVoc(root).objects()).hasSize(1);
    }

    @Test
    void tracks_areReadAndWritten() throws IOException {
        Path file = Files.writeString(root.resolve("tracks.txt"), "1,1,10,10,20,20,0.9,-1,-1,-1\n");
        Path written = root.resolve("written.txt");

        MotChallengeFile.write(MotChallengeFile.read(file), written);

        assertThat(MotChallengeFile.read(written).boxes(0))
                .isEqualTo(MotChallengeFile.read(file).boxes(0))
                .hasSize(1);
    }

    @Test
    void readYolo_saysThatAnAddressIsNoFolder() {
        assertThatThrownBy(() -> ObjectDataset.readVoc(Path.of("https://host/annotations")))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("It is the address https://host/annotations, not a path.");
        assertThatThrownBy(() -> ObjectDataset.readCoco(Path.of("~/instances.json")))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("Only a shell knows ~");
    }
}
