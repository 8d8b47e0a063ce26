package dev.visiontask.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visiontask.EncodedImage;
import dev.visiontask.RawFrame;
import dev.visiontask.image.DecodedImage;
import dev.visiontask.image.ImageFormat;
import dev.visiontask.image.ImageLimits;
import dev.visiontask.image.ImageReader;
import dev.visiontask.image.ReadOptions;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExampleImageTest {
    @Test
    void within_isAJpegOfAUsualSize() {
        assertThat(ExampleImage.within(ImageLimits.DEFAULT)).isInstanceOf(EncodedImage.class);
        assertThat(pixels(ImageLimits.DEFAULT)).isEqualTo(640 * 480);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 100, 5000, 307_199, 307_200, Long.MAX_VALUE})
    void within_isReadUnderEveryLimitOfPixels(long limit) {
        assertThat(pixels(ImageLimits.DEFAULT.withMaxPixels(limit))).isBetween(1L, limit);
    }

    @Test
    void within_isAFrameWhereJpegFilesAreRefused() {
        ImageLimits pngOnly = ImageLimits.DEFAULT.withFormats(Set.of(ImageFormat.PNG));

        assertThat(ExampleImage.within(pngOnly)).isInstanceOf(RawFrame.class);
        assertThat(pixels(pngOnly)).isEqualTo(640 * 480);
        assertThat(ExampleImage.within(ImageLimits.DEFAULT.withMaxEncodedBytes(100)))
                .isInstanceOf(RawFrame.class);
    }

    private static long pixels(ImageLimits limits) {
        try (ImageReader reader = new ImageReader(ReadOptions.DEFAULT.withLimits(limits));
                DecodedImage image = reader.read(ExampleImage.within(limits), size -> size)) {
            return (long) image.size().width() * image.size().height();
        }
    }
}
