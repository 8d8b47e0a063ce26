package dev.visiontask.mask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visiontask.ImageSize;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MaskBuilderTest {
    private static final ImageSize SIZE = new ImageSize(3, 4);

    @Test
    void build_joinsSpansThatTouch() {
        Mask mask = new MaskBuilder(SIZE)
                .add(0, 1, 2)
                .add(0, 2, 4)
                .add(1, 0, 1)
                .add(2, 2, 2)
                .add(2, 3, 4)
                .build();

        assertThat(mask.toCounts()).containsExactly(1, 4, 6, 1);
        assertThat(mask).isEqualTo(Mask.ofCounts(SIZE, 1, 4, 6, 1));
    }

    @Test
    void build_givesAnEmptyAndAFullMask() {
        assertThat(new MaskBuilder(SIZE).build().toCounts()).containsExactly(12);
        assertThat(new MaskBuilder(SIZE)
                        .add(0, 0, 4)
                        .add(1, 0, 4)
                        .add(2, 0, 4)
                        .build()
                        .toCounts())
                .containsExactly(0, 12);
    }

    @Test
    void build_givesBackTheSpansOfAnyMask() {
        Random random = new Random(3);
        for (int i = 0; i < 50; i++) {
            ImageSize size = new ImageSize(1 + random.nextInt(20), 1 + random.nextInt(20));
            Mask mask = Mask.of(size, (x, y) -> random.nextInt(3) > 0);
            MaskBuilder copy = new MaskBuilder(size);
            mask.forEachSpan(copy::add);

            assertThat(copy.build().toCounts()).isEqualTo(mask.toCounts());
        }
    }

    @Test
    void add_refusesWhatIsOutsideOrOutOfOrder() {
        MaskBuilder builder = new MaskBuilder(SIZE).add(1, 1, 3);

        assertThatThrownBy(() -> builder.add(1, 2, 4))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("column 1, row 2 after column 1, row 2");
        assertThatThrownBy(() -> builder.add(0, 0, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder.add(3, 0, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder.add(2, 0, 5)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder.add(2, -1, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder.add(2, 3, 2)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void placedIn_movesThePixels() {
        Mask part = Mask.of(SIZE, (x, y) -> x == y);

        Mask placed = part.placedIn(new ImageSize(10, 9), 5, 2);

        assertThat(placed).isEqualTo(Mask.of(new ImageSize(10, 9), (x, y) -> x >= 5 && x < 8 && x - 5 == y - 2));
        assertThatThrownBy(() -> part.placedIn(new ImageSize(10, 9), 8, 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("10x9");
    }

    @Test
    void toCoco_writesHeightBeforeWidth() {
        assertThat(Mask.ofCounts(SIZE, 1, 4, 6, 1).toCoco().toString())
                .isEqualTo("{\"size\":[4,3],\"counts\":\"146M\"}");
    }
}
