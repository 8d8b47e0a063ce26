package dev.visiontask.mask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visiontask.Box;
import dev.visiontask.ImageSize;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MaskTest {
    private static final ImageSize SIZE = new ImageSize(4, 3);

    /** Columns: 0 of 3, 1 of 3 at the bottom, all, 2 of 3 at the top. */
    private static final byte[] BITMAP = {
        0, 0, 1, 1,
        0, 0, 1, 1,
        0, 1, 1, 0
    };

    @Test
    void ofBitmap_countsDownTheColumns() {
        Mask mask = Mask.ofBitmap(SIZE, BITMAP);

        assertThat(mask.toCounts()).containsExactly(5, 6, 1);
        assertThat(mask.area()).isEqualTo(6);
        assertThat(mask.box()).isEqualTo(new Box(1, 0, 4, 3));
        assertThat(mask.toBitmap()).isEqualTo(BITMAP);
        assertThat(mask.toCompressed()).isEqualTo("561");
        assertThat(mask.size()).isEqualTo(SIZE);
    }

    @Test
    void contains_tellsEachPixel() {
        Mask mask = Mask.ofBitmap(SIZE, BITMAP);

        for (int y = -1; y <= 3; y++) {
            for (int x = -1; x <= 4; x++) {
                boolean inside = x >= 0 && x < 4 && y >= 0 && y < 3 && BITMAP[y * 4 + x] == 1;
                assertThat(mask.contains(x, y)).as(x + "," + y).isEqualTo(inside);
            }
        }
    }

    @Test
    void box_isThatOfTheRowsWhenAllRunsAreInOneColumnEach() {
        Mask mask = Mask.of(new ImageSize(6, 8), (x, y) -> x >= 2 && x < 4 && y >= 3 && y < 5);

        assertThat(mask.box()).isEqualTo(new Box(2, 3, 4, 5));
        assertThat(mask.toCounts()).containsExactly(19, 2, 6, 2, 19);
    }

    @Test
    void box_isEmptyWhenTheMaskIs() {
        Mask mask = Mask.ofCounts(SIZE, 12);

        assertThat(mask.isEmpty()).isTrue();
        assertThat(mask.box()).isEqualTo(new Box(0, 0, 0, 0));
        assertThat(mask.iou(mask)).isZero();
        assertThat(mask.shareIn(mask)).isZero();
    }

    @Test
    void ofPolygons_fillsARectangle() {
        Mask mask = Mask.ofPolygons(new ImageSize(10, 8), List.of(new double[] {2, 1, 2, 5, 7, 5, 7, 1}));

        assertThat(mask.box()).isEqualTo(new Box(2, 1, 7, 5));
        assertThat(mask.area()).isEqualTo(20);
    }

    @Test
    void ofPolygons_cutsOffWhatIsOutside() {
        Mask mask = Mask.ofPolygons(new ImageSize(10, 8), List.of(new double[] {-5, -5, -5, 3, 50, 3, 50, -5}));

        assertThat(mask.box()).isEqualTo(new Box(0, 0, 10, 3));
        assertThat(mask.area()).isEqualTo(30);
    }

    @Test
    void overlap_isThatOfTheBitmaps() {
        Mask left = Mask.of(new ImageSize(10, 10), (x, y) -> x < 6);
        Mask top = Mask.of(new ImageSize(10, 10), (x, y) -> y < 5);

        assertThat(left.intersection(top).area()).isEqualTo(30);
        assertThat(left.union(top).area()).isEqualTo(80);
        assertThat(left.iou(top)).isEqualTo(30 / 80.0);
        assertThat(left.shareIn(top)).isEqualTo(30 / 60.0);
        assertThat(top.shareIn(left)).isEqualTo(30 / 50.0);
    }

    @ParameterizedTest
    @CsvSource({"1,1", "3,5", "33,4", "64,64", "1,50", "50,1", "101,37"})
    void everything_agreesWithBitmaps(int width, int height) {
        ImageSize size = new ImageSize(width, height);
        Random random = new Random(width * 1000L + height);
        for (int round = 0; round < 40; round++) {
            byte[] first = noise(size, random, round % 5);
            byte[] second = noise(size, random, round % 3);
            Mask a = Mask.ofBitmap(size, first);
            Mask b = Mask.ofBitmap(size, second);
            int both = 0;
            int either = 0;
            for (int i = 0; i < first.length; i++) {
                both += first[i] & second[i];
                either += first[i] | second[i];
            }

            assertThat(a.toBitmap()).isEqualTo(first);
            assertThat(a.iou(b)).isEqualTo(both == 0 ? 0 : (double) both / either);
            assertThat(a.union(b).area()).isEqualTo(either);
            assertThat(a.intersection(b).area()).isEqualTo(both);
            assertThat(a.union(b).toCounts())
                    .isEqualTo(Mask.ofBitmap(size, a.union(b).toBitmap()).toCounts());
            assertThat(Mask.ofCompressed(size, a.toCompressed()).toCounts()).isEqualTo(a.toCounts());
            assertThat(a.equals(b)).isEqualTo(both == either);
        }
    }

    private static byte[] noise(ImageSize size, Random random, int kind) {
        byte[] bitmap = new byte[(int) size.pixels()];
        for (int i = 0; i < bitmap.length; i++) {
            bitmap[i] = (byte) (kind == 0 ? 0 : kind == 1 ? 1 : random.nextInt(kind) == 0 ? 1 : 0);
        }
        return bitmap;
    }

    @Test
    void forEachSpan_splitsRunsAtTheEdgeOfThePicture() {
        List<String> spans = new ArrayList<>();

        Mask.ofCounts(SIZE, 2, 5, 5).forEachSpan((x, top, bottom) -> spans.add(x + ":" + top + "-" + bottom));

        assertThat(spans).containsExactly("0:2-3", "1:0-3", "2:0-1");
    }

    @Test
    void ofCounts_keepsRunsOfNothing() {
        Mask mask = Mask.ofCounts(SIZE, 3, 0, 2, 4, 0, 3);

        assertThat(mask.toCounts()).containsExactly(3, 0, 2, 4, 0, 3);
        assertThat(mask)
                .isEqualTo(Mask.ofCounts(SIZE, 5, 7))
                .hasSameHashCodeAs(Mask.ofCounts(SIZE, 5, 7))
                .isNotEqualTo(Mask.ofCounts(SIZE, 4, 7, 1));
        assertThat(mask.union(Mask.ofCounts(SIZE, 12)).toCounts()).containsExactly(5, 7);
        assertThat(mask.box()).isEqualTo(new Box(1, 0, 4, 3));
    }

    @Test
    void ofCounts_refusesWhatIsNotAMaskOfThisSize() {
        assertThatThrownBy(() -> Mask.ofCounts(SIZE, 5, 6))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("12 pixels")
                .hasMessageContaining("found: 11");
        assertThatThrownBy(() -> Mask.ofCounts(SIZE, 13, -1)).hasMessageContaining("-1");
        assertThatThrownBy(() -> Mask.ofCounts(SIZE)).hasMessageContaining("found: 0");
        assertThatThrownBy(() -> Mask.ofCounts(SIZE, Integer.MAX_VALUE, Integer.MAX_VALUE, 14))
                .hasMessageContaining("found: 4294967308");
        assertThatThrownBy(() -> Mask.ofCounts(new ImageSize(1 << 16, 1 << 16), 1))
                .hasMessageContaining("2^31");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5", "5 1", "56p", "5é", "56Q", "oooooooooo0", "561N0", "@61"})
    void ofCompressed_refusesMalformedText(String text) {
        assertThatThrownBy(() -> Mask.ofCompressed(SIZE, text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Expected");
    }

    @Test
    void ofPolygons_refusesWhatIsNoPolygon() {
        assertThatThrownBy(() -> Mask.ofPolygons(SIZE, List.of())).hasMessageContaining("found none");
        assertThatThrownBy(() -> Mask.ofPolygons(SIZE, List.of(new double[] {1, 2, 3, 4})))
                .hasMessageContaining("4 numbers");
        assertThatThrownBy(() -> Mask.ofPolygons(SIZE, List.of(new double[7]))).hasMessageContaining("7 numbers");
        assertThatThrownBy(() -> Mask.ofPolygons(SIZE, List.of(new double[] {0, 0, 1, Double.NaN, 1, 1})))
                .hasMessageContaining("NaN");
    }

    @Test
    void overlap_refusesAnotherSize() {
        Mask mask = Mask.ofCounts(SIZE, 12);
        Mask turned = Mask.ofCounts(new ImageSize(3, 4), 12);

        assertThatThrownBy(() -> mask.iou(turned)).hasMessageContaining("4x3").hasMessageContaining("3x4");
        assertThatThrownBy(() -> mask.union(turned)).isInstanceOf(IllegalArgumentException.class);
        assertThat(mask).isNotEqualTo(turned);
    }
}
