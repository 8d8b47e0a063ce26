package dev.visiontask.preprocess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.visiontask.ImageSize;
import dev.visiontask.PixelFormat;
import dev.visiontask.tensor.DataType;
import org.junit.jupiter.api.Test;

final class NormalizationTest {
    private static final float[] MEAN = {0.485f, 0.456f, 0.406f};
    private static final float[] STD = {0.229f, 0.224f, 0.225f};

    @Test
    void apply_agreesWithTorchvisionAndHuggingFaceToSixDigits() {
        Normalization normalization = new Normalization(1 / 255.0, MEAN, STD);
        Normalization rounded = new Normalization(0.00392156862745098, MEAN, STD);
        for (int c = 0; c < 3; c++) {
            for (int x = 0; x < 256; x++) {
                // torchvision divides by 255 in single precision; Hugging Face multiplies by the JSON's rescale_factor.
                float torchvision = (x / 255f - MEAN[c]) / STD[c];
                assertThat(normalization.apply(x, c)).isEqualTo(torchvision, within(1e-6f));
                assertThat(rounded.apply(x, c)).isEqualTo(torchvision, within(1e-6f));
            }
        }
    }

    @Test
    void apply_isExactForPowersOfTwo() {
        Normalization normalization = new Normalization(1, new float[] {128}, new float[] {128});
        assertThat(normalization.apply(0, 0)).isEqualTo(-1);
        assertThat(normalization.apply(255, 2)).isEqualTo(127 / 128f);
    }

    @Test
    void constructor_refusesValuesThatMakeNoNumbers() {
        assertThatThrownBy(() -> new Normalization(1, MEAN, new float[] {0})).hasMessageContaining("without zeros");
        assertThatThrownBy(() -> new Normalization(1, new float[2], STD)).hasMessageContaining("1 or 3 values of mean");
        assertThatThrownBy(() -> new Normalization(1, MEAN, new float[] {Float.NaN}))
                .hasMessageContaining("finite values of std");
        assertThatThrownBy(() -> new Normalization(Double.POSITIVE_INFINITY, MEAN, STD))
                .hasMessageContaining("Infinity");
    }

    @Test
    void spec_refusesPartsThatDoNotFit() {
        Resize resize = new Resize.Stretch(new ImageSize(8, 8));
        Interpolation linear = Interpolation.OPENCV_LINEAR;
        Normalization uneven = new Normalization(1, MEAN, STD);
        assertThatThrownBy(() ->
                        new PreprocessSpec(resize, linear, PixelFormat.RGB, uneven, TensorLayout.NCHW, DataType.UINT8))
                .hasMessageContaining("no normalisation for a uint8 tensor");
        assertThatThrownBy(() -> new PreprocessSpec(
                        resize, linear, PixelFormat.GRAY, uneven, TensorLayout.NCHW, DataType.FLOAT32))
                .hasMessageContaining("one mean and one std for a gray tensor");
        assertThatThrownBy(() -> new PreprocessSpec(
                        resize, linear, PixelFormat.RGB, Normalization.NONE, TensorLayout.NCHW, DataType.INT8))
                .hasMessageContaining("found: int8");
    }

    @Test
    void ofId_knowsEveryNameAndListsThemForAnUnknownOne() {
        for (Interpolation interpolation : Interpolation.values()) {
            assertThat(Interpolation.ofId(interpolation.id())).isEqualTo(interpolation);
        }
        assertThatThrownBy(() -> Interpolation.ofId("bilinear"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("pillow-bilinear")
                .hasMessageContaining("found: bilinear");
    }
}
