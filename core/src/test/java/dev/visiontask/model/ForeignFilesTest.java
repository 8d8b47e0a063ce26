package dev.visiontask.model;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visiontask.VisionException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files that stand where a model or its labels are expected, and are something else. */
class ForeignFilesTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "model.onnx.part | a download that has not ended",
                "model.onnx.crdownload | a download that has not ended",
                "Unconfirmed 48112.crdownload | a download that has not ended",
                "9f1c2ab4.incomplete | a download that has not ended",
                "model.onnx.aria2 | a download that has not ended",
                "model.onnx.txt | rename it to model.onnx",
                "model.onnx?download=true | rename it to model.onnx",
                "Model.ONNX | in small letters",
                "best.pt | torch.onnx.export",
                "net.PTH | torch.onnx.export",
                "model.safetensors | optimum-cli export onnx",
                "weights.h5 | tf2onnx",
                "model.keras | model.export(",
                "saved_model.pb | tf2onnx.convert --saved-model",
                "detect.tflite | tf2onnx.convert --tflite",
                "yolo.engine | Take the ONNX model that it was built from",
                "net-0000.params | NAME-symbol.json",
                "model.zip | Unpack it first",
                "model.tar.gz | Unpack it first",
                "inference.pdmodel | paddle2onnx",
                "model.ort | take the .onnx file"
            })
    void find_saysWhatTheOnlyFileIsAndWhatToDo(String name, String told) throws IOException {
        Path file = Files.writeString(folder.resolve(name), "anything");

        for (Path given : new Path[] {folder, file}) {
            assertThatThrownBy(() -> ModelRef.of(given).resolve().modelFiles(FolderFixture.FORMATS))
                    .isInstanceOf(VisionException.class)
                    .hasMessageContaining(folder.toString())
                    .hasMessageContaining(name)
                    .hasMessageContaining(told);
        }
    }

    @Test
    void find_looksIntoFilesThatManyProgramsWrite() throws IOException {
        Files.writeString(folder.resolve("config.json"), "{}");
        Path file = folder.resolve("pytorch_model.bin");
        Files.write(file, "PK\3\4............................archive/data.pkl".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> ModelRef.of(folder).resolve().modelFiles(FolderFixture.FORMATS))
                .hasMessageContaining("a PyTorch model");

        Files.write(file, new byte[] {1, 2, 3});
        assertThatThrownBy(() -> ModelRef.of(folder).resolve().modelFiles(FolderFixture.FORMATS))
                .hasMessageContaining("pytorch_model.bin")
                .hasMessageNotContaining("PyTorch");
    }

    @Test
    void resolve_findsTheDownloadOfAFileThatIsNotThereYet() throws IOException {
        Files.writeString(folder.resolve("model.onnx.crdownload"), "anything");

        assertThatThrownBy(() -> ModelRef.of(folder.resolve("model.onnx")).resolve())
                .isInstanceOf(VisionException.class)
                .hasMessageContaining("model.onnx.crdownload is a download that has not ended")
                .hasMessageNotContaining("Did you mean");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "labels | the folder",
                ". | the folder",
                "label | Did you mean labels/?",
                "../outside.txt | found none",
                "nothing.txt | found none"
            })
    void read_saysWhatLabelsFileNames(String named, String told) throws IOException {
        FolderFixture fixture = new FolderFixture(folder.resolve("model")).withModel();
        fixture.with("labels/coco.txt", "cat").withOurs("'labels_file': '" + named + "'");
        Files.writeString(folder.resolve("outside.txt"), "cat");

        assertThatThrownBy(fixture::spec)
                .isInstanceOf(VisionException.class)
                .hasMessageContaining("labels_file")
                .hasMessageContaining(told);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"onnx | a folder", ". | a folder", "none.onnx | found: ", "weights.pt | torch.onnx.export"})
    void find_saysWhatTheKeyFileNames(String named, String told) throws IOException {
        FolderFixture fixture = new FolderFixture(folder).with("onnx/a.txt", "").with("weights.pt", "");
        fixture.withOurs("'file': '" + named + "'");

        assertThatThrownBy(() -> ModelRef.of(folder).resolve().modelFiles(FolderFixture.FORMATS))
                .isInstanceOf(VisionException.class)
                .hasMessageContaining(told);
    }
}
