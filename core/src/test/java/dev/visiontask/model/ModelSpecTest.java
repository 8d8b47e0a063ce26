package dev.visiontask.model;

import static dev.visiontask.model.FolderFixture.FLOAT_224;
import static dev.visiontask.model.FolderFixture.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visiontask.ImageSize;
import dev.visiontask.ModelFormatException;
import dev.visiontask.UnsupportedOptionException;
import dev.visiontask.preprocess.Interpolation;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelSpecTest {
    @TempDir
    Path directory;

    private FolderFixture folder;

    @BeforeEach
    void prepare() {
        folder = new FolderFixture(directory).withModel();
    }

    @Test
    void read_prefersTheBuilderToTheSidecar() {
        folder.withOurs("'top_k': 3, 'activation': 'softmax'");

        ModelSpec spec = folder.spec(Map.of("top_k", 7));

        assertThat(spec.integer("top_k")).hasValue(7);
        assertThat(spec.origin("top_k")).contains(Origin.BUILDER);
        assertThat(spec.text("activation")).contains("softmax");
        assertThat(spec.origin("activation")).contains(Origin.SIDECAR);
        assertThat(spec.origin("output")).isEmpty();
    }

    @Test
    void read_takesEveryKindOfBuilderValue() {
        ModelSpec spec = folder.spec(Map.of(
                "size",
                new ImageSize(320, 240),
                "interpolation",
                Interpolation.OPENCV_LINEAR,
                "image_mean",
                new float[] {1, 2, 3},
                "labels",
                List.of("a", "b"),
                "scale_up",
                true,
                "output_scale",
                0.5));

        assertThat(settings(spec))
                .containsEntry("size", "{\"height\":240,\"width\":320} (builder)")
                .containsEntry("interpolation", "\"opencv-linear\" (builder)");
        assertThat(spec.numbers("image_mean")).contains(List.of(1.0, 2.0, 3.0));
        assertThat(spec.labels()).contains(List.of("a", "b"));
        assertThat(spec.flag("scale_up")).contains(true);
        assertThat(spec.number("output_scale")).hasValue(0.5);
    }

    @Test
    void read_refusesAnUnknownKeyWithTheNearestKnownOne() {
        folder.withOurs("'resize_mod': 'stretch'");

        assertThatThrownBy(() -> folder.spec())
                .isInstanceOf(UnsupportedOptionException.class)
                .hasMessageContaining("resize_mod")
                .hasMessageContaining("Did you mean resize_mode?")
                .hasMessageContaining("config.json");
        assertThatThrownBy(() -> new FolderFixture(directory).withOurs("").spec(Map.of("topk", 1)))
                .isInstanceOf(UnsupportedOptionException.class)
                .hasMessageContaining("Did you mean top_k?");
    }

    @Test
    void read_refusesTheKeyOfAnotherTask() {
        folder.withOurs("'activation': 'none'");

        assertThatThrownBy(() -> ModelSpec.read(folder.folder(), folder.file(), Map.of(), Set.of("nms_iou")))
                .isInstanceOf(UnsupportedOptionException.class)
                .hasMessageContaining("activation");
    }

    @Test
    void read_refusesAMisspeltNameOfOurObject() {
        folder.with("config.json", "{'VisionTask': {}}");

        assertThatThrownBy(() -> folder.spec())
                .isInstanceOf(UnsupportedOptionException.class)
                .hasMessageContaining("Did you mean visiontask?");
    }

    @Test
    void read_namesFileAndLineWhenTheJsonIsBroken() {
        folder.with("config.json", "{\n  'visiontask': {\n    'size': 224,,\n  }\n}");

        assertThatThrownBy(() -> folder.spec())
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining(directory.resolve("config.json").toString())
                .hasMessageContaining("line 3");
    }

    @Test
    void read_refusesATruncatedADuplicatedAndATooDeepFile() {
        folder.with("config.json", "{'visiontask': {");
        assertThatThrownBy(() -> folder.spec()).isInstanceOf(ModelFormatException.class);

        folder.with("config.json", "{'visiontask': {'size': 1, 'size': 2}}");
        assertThatThrownBy(() -> folder.spec())
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("twice");

        folder.with("config.json", "{'a': " + "[".repeat(5000) + "]".repeat(5000) + "}");
        assertThatThrownBy(() -> folder.spec()).isInstanceOf(ModelFormatException.class);

        folder.with("config.json", "[]");
        assertThatThrownBy(() -> folder.spec())
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("a list []");
    }

    @Test
    void accessors_nameFileKeyExpectedAndFoundWhenTheTypeIsWrong() {
        folder.withOurs("'top_k': 'five', 'activation': 3, 'multi_label': 1, 'image_mean': ['x'], 'labels': [1]");
        ModelSpec spec = new FolderFixture(directory).spec();

        assertThatThrownBy(() -> spec.integer("top_k"))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("a whole number")
                .hasMessageContaining("top_k")
                .hasMessageContaining("config.json")
                .hasMessageContaining("\"five\"");
        assertThatThrownBy(() -> spec.text("activation")).hasMessageContaining("a text");
        assertThatThrownBy(() -> spec.flag("multi_label")).hasMessageContaining("true or false");
        assertThatThrownBy(() -> spec.numbers("image_mean")).hasMessageContaining("a number");
        assertThatThrownBy(() -> spec.labels()).hasMessageContaining("a list of texts");
    }

    @Test
    void read_refusesAModelFileWithAnotherHash() {
        folder.withOurs("'sha256': '" + "0".repeat(64) + "'");

        assertThatThrownBy(() -> folder.spec())
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("0".repeat(64))
                .hasMessageContaining(
                        new FolderFixture(directory).withOurs("").spec().sha256());
    }

    @Test
    void read_acceptsTheRightHashInUpperCase() {
        String hash = folder.spec().sha256();

        assertThat(folder.withOurs("'sha256': '" + hash.toUpperCase(Locale.ROOT) + "'")
                        .spec()
                        .sha256())
                .hasSize(64)
                .isEqualTo(hash);
    }

    @Test
    void settings_haveEveryEffectiveValueWithItsOrigin() {
        folder.withOurs("'rescale_factor': '1/255'");

        ModelSpec spec = folder.spec(Map.of("color", "bgr"))
                .withInput(FLOAT_224)
                .withRecognised(Map.of("activation", "softmax"), "output tensor")
                .withDefaults(Map.of("top_k", 5, "activation", "none"));

        assertThat(settings(spec))
                .containsEntry("color", "\"bgr\" (builder)")
                .containsEntry("rescale_factor", "0.00392156862745098 (sidecar config.json)")
                .containsEntry("size", "{\"height\":224,\"width\":224} (in-file input tensor)")
                .containsEntry("layout", "\"NCHW\" (in-file input tensor)")
                .containsEntry("input_type", "\"float32\" (in-file input tensor)")
                .containsEntry("resize_mode", "\"stretch\" (default)")
                .containsEntry("interpolation", "\"pillow-bilinear\" (default)")
                .containsEntry("image_mean", "0 (default)")
                .containsEntry("image_std", "1 (default)")
                .containsEntry("activation", "\"softmax\" (in-file output tensor)")
                .containsEntry("top_k", "5 (default)");
    }

    @Test
    void settings_shortenALongList() {
        folder.with("labels.txt", "l\n".repeat(1000));

        assertThat(settings(folder.spec()).get("labels"))
                .isEqualTo("\"1000 values: l, l, l, ...\" (sidecar labels.txt)");
    }

    @Test
    void with_leavesTheOldDescriptionAsItWas() {
        ModelSpec spec = folder.withOurs("'rescale_factor': 1").spec();

        ModelSpec more = spec.withInput(FLOAT_224).withInFile(Map.of("license", "MIT"));

        assertThat(more.license()).contains("MIT");
        assertThat(spec.license()).isEmpty();
        assertThat(spec.origin("size")).isEmpty();
    }
}
