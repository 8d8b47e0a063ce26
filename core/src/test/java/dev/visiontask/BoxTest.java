package dev.visiontask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class BoxTest {
    @Test
    void iou_isSharedPartOfUnionWhenBoxesOverlap() {
        Box first = new Box(0, 0, 10, 10);
        Box second = new Box(5, 0, 15, 10);

        assertThat(first.intersection(second)).isEqualTo(50);
        assertThat(first.iou(second)).isCloseTo(50 / 150.0, within(1e-12));
        assertThat(second.iou(first)).isEqualTo(first.iou(second));
    }

    @Test
    void iou_isZeroWhenBoxesOnlyTouchOrAreEmpty() {
        assertThat(new Box(0, 0, 10, 10).iou(new Box(10, 0, 20, 10))).isZero();
        assertThat(new Box(3, 3, 3, 3).iou(new Box(3, 3, 3, 3))).isZero();
    }

    @Test
    void clip_keepsThePartInThePictureWhenBoxReachesOut() {
        ImageSize size = new ImageSize(100, 50);

        assertThat(new Box(-5, -5, 200, 20).clip(size)).isEqualTo(new Box(0, 0, 100, 20));
        assertThat(new Box(110, 60, 120, 70).clip(size)).isEqualTo(new Box(100, 50, 100, 50));
    }

    @Test
    void constructor_refusesWhenEdgesAreTurnedOrNotFinite() {
        assertThatThrownBy(() -> new Box(2, 0, 1, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Box(0, Float.NaN, 1, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("NaN");
    }
}
