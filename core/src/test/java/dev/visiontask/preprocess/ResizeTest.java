package dev.visiontask.preprocess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visiontask.ImageSize;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rounding rules, worked by hand. */
final class ResizeTest {
    @Test
    void stretch_fillsTheTargetWhateverTheAspect() {
        check(new Resize.Stretch(size(224, 192)).geometry(size(10, 900)), "224x192", 0, 0, "224x192");
    }

    @ParameterizedTest
    @CsvSource({
        // 256 * 475 / 311 = 390.99 is cut; (390 - 224) / 2 = 83.
        "311, 475, 256, 224, 256x390, -16, -83",
        // 256 * 640 / 480 = 341.33; (341 - 224) / 2 = 58.5 goes to the even 58.
        "640, 480, 256, 224, 341x256, -58, -16",
        // 227 - 224 = 3, half of it 1.5 goes to the even 2.
        "100, 100, 227, 224, 227x227, -2, -2",
        // 225 - 224 = 1, half of it 0.5 goes to the even 0.
        "50, 50, 225, 224, 225x225, 0, 0",
        // The crop is larger: (224 - 100) / 2; (224 - 201) / 2 = 11.5 is cut.
        "100, 201, 100, 224, 100x201, 62, 11",
        "1, 1, 221, 224, 221x221, 1, 1",
        "1, 1000, 256, 224, 256x256000, -16, -127888",
    })
    void shortestEdge_cutsTheLongEdgeAndRoundsTheCropToEven(
            int width, int height, int edge, int crop, String resized, int x, int y) {
        Geometry geometry = new Resize.ShortestEdge(edge, size(crop, crop)).geometry(size(width, height));
        check(geometry, resized, x, y, crop + "x" + crop);
    }

    @ParameterizedTest
    @CsvSource({
        // Half of 117 is cut to 58, half of 3 to 1.
        "640, 480, 256, 224, 341x256, -58, -16",
        "100, 100, 227, 224, 227x227, -1, -1",
        // Hugging Face pads by the larger half: (224 - 201) / 2 = 11.5.
        "100, 201, 100, 224, 100x201, 62, 12",
    })
    void shortestEdge_cutsTheCropAsHuggingFaceDoesIfAsked(
            int width, int height, int edge, int crop, String resized, int x, int y) {
        Geometry geometry = new Resize.ShortestEdge(edge, size(crop, crop), true).geometry(size(width, height));
        check(geometry, resized, x, y, crop + "x" + crop);
    }

    @Test
    void stretchCrop_cutsTheCentreOfAFixedSize() {
        ImageSize middle = size(259, 227);
        check(
                new Resize.StretchCrop(middle, size(224, 224), false).geometry(size(640, 480)),
                "259x227",
                -18,
                -2,
                "224x224");
        check(
                new Resize.StretchCrop(middle, size(224, 224), true).geometry(size(640, 480)),
                "259x227",
                -17,
                -1,
                "224x224");
    }

    @ParameterizedTest
    @CsvSource({
        // 427 * 640 / 640: scale 1. Odd padding: 213 / 2 = 106.5, the smaller half above.
        "640, 427, 640, true, true, false, 640x427, 0, 106",
        // Scale 640 / 475: 311 * 1.34737 = 419.03.
        "311, 475, 640, true, true, false, 419x640, 110, 0",
        "311, 475, 640, false, true, true, 419x640, 0, 0",
        // Scale 0.64: 333 * 0.64 = 213.12; 320 - 213 = 107.
        "333, 500, 320, true, true, false, 213x320, 53, 0",
        // 5 * 0.5 = 2.5: to the even 2, or cut to 2; 7 * 0.5 = 3.5: to the even 4, or cut to 3.
        "8, 5, 4, false, true, false, 4x2, 0, 0",
        "8, 7, 4, false, true, false, 4x4, 0, 0",
        "8, 7, 4, false, true, true, 4x3, 0, 0",
        // No scaling up.
        "100, 50, 320, true, false, false, 100x50, 110, 135",
        "640, 320, 320, true, false, false, 320x160, 0, 80",
        // An edge never vanishes.
        "1000, 1, 100, true, true, true, 100x1, 0, 49",
    })
    void letterbox_keepsTheAspectAndPads(
            int width,
            int height,
            int target,
            boolean centered,
            boolean up,
            boolean cut,
            String resized,
            int x,
            int y) {
        Resize resize = new Resize.Letterbox(size(target, target), 114, centered, up, cut);
        check(resize.geometry(size(width, height)), resized, x, y, target + "x" + target);
        assertThat(resize.padSample()).isEqualTo(114);
    }

    @ParameterizedTest
    @CsvSource({
        // Scale 0.75: 480x360; 480 = 15 * 32, 360 / 32 = 11.25.
        "640, 480, 480, 480, 32, true, 480x352",
        // 11.5 and 12.5 multiples go to the even 12.
        "46, 50, 100, 50, 4, false, 48x48",
        "10, 10, 480, 480, 32, false, 32x32",
        "10, 10, 480, 480, 32, true, 480x480",
        "333, 500, 250, 250, 1, true, 166x250",
    })
    void fitWithin_roundsEdgesToMultiples(
            int width, int height, int maxWidth, int maxHeight, int multiple, boolean up, String resized) {
        Geometry geometry = new Resize.FitWithin(size(maxWidth, maxHeight), multiple, up).geometry(size(width, height));
        check(geometry, resized, 0, 0, resized);
    }

    @Test
    void fitWithin_truncatesEdgesFirstWhenAsked() {
        // 767 * 960 / 1001 = 735.58.
        assertThat(new Resize.FitWithin(size(960, 960), 1, false, true)
                        .geometry(size(1001, 767))
                        .target())
                .isEqualTo(size(960, 735));
        assertThat(new Resize.FitWithin(size(960, 960), 1, false, false)
                        .geometry(size(1001, 767))
                        .target())
                .isEqualTo(size(960, 736));
    }

    @ParameterizedTest
    @CsvSource({
        // 48 * 101 / 50 = 96.96.
        "101, 50, 48, 320, 1000, 127.5, true, 97x48, 320x48",
        "101, 50, 48, 320, 1000, 127.5, false, 96x48, 320x48",
        "101, 50, 48, 320, 1000, -1, true, 320x48, 320x48",
        "2000, 50, 48, 320, 1000, 127.5, true, 1000x48, 1000x48",
        "1000, 50, 48, 320, 1000, 127.5, true, 960x48, 960x48",
        "1, 5000, 48, 320, 1000, 0, false, 1x48, 320x48"
    })
    void lineHeight_keepsTheAspectBetweenTheBounds(
            int width,
            int height,
            int rows,
            int least,
            int most,
            double pad,
            boolean up,
            String resized,
            String target) {
        Resize resize = new Resize.LineHeight(rows, least, most, pad, up);
        check(resize.geometry(size(width, height)), resized, 0, 0, target);
    }

    @Test
    void constructors_refuseValuesOutOfRange() {
        assertThatThrownBy(() -> new Resize.LineHeight(48, 320, 100, 0, true)).hasMessageContaining("320 and 100");
        assertThatThrownBy(() -> new Resize.LineHeight(48, 320, 400, 256, true)).hasMessageContaining("256");
        assertThatThrownBy(() -> new Resize.ShortestEdge(0, size(1, 1))).hasMessageContaining("found: 0");
        assertThatThrownBy(() -> new Resize.Letterbox(size(1, 1), 256, true, true, true))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("0 to 255, found: 256");
        assertThatThrownBy(() -> new Resize.FitWithin(size(1, 1), 0, true)).hasMessageContaining("found: 0");
    }

    private static ImageSize size(int width, int height) {
        return new ImageSize(width, height);
    }

    private static void check(Geometry geometry, String resized, int x, int y, String target) {
        assertThat(geometry.resized()).hasToString(resized);
        assertThat(geometry.offsetX()).as("offsetX").isEqualTo(x);
        assertThat(geometry.offsetY()).as("offsetY").isEqualTo(y);
        assertThat(geometry.target()).hasToString(target);
    }
}
