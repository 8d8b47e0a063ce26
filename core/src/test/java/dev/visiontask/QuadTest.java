package dev.visiontask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuadTest {
    private static final Quad SQUARE = Quad.of(new Box(0, 0, 10, 10));

    @Test
    void of_takesTheCornersOfABoxFromTheTopLeftOneClockwise() {
        assertThat(Quad.of(new Box(1, 2, 3, 5)).corners())
                .containsExactly(new Point(1, 2), new Point(3, 2), new Point(3, 5), new Point(1, 5));
    }

    @Test
    void of_refusesOtherNumbersOfCorners() {
        assertThatThrownBy(() -> Quad.of(List.of(new Point(0, 0))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("four corners");
    }

    @Test
    void bounds_isTheBoxAroundAllCorners() {
        Quad diamond = new Quad(new Point(5, 0), new Point(10, 5), new Point(5, 10), new Point(0, 5));

        assertThat(diamond.bounds()).isEqualTo(new Box(0, 0, 10, 10));
        assertThat(diamond.area()).isEqualTo(50, within(1e-9));
        assertThat(diamond.width()).isEqualTo(Math.sqrt(50), within(1e-6));
        assertThat(diamond.center()).isEqualTo(new Point(5, 5));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, 10, 10, 1",
        "5, 0, 15, 10, 0.333333",
        "2, 2, 4, 4, 0.04",
        "10, 0, 20, 10, 0",
        "30, 30, 40, 40, 0",
        "-5, -5, 15, 15, 0.25"
    })
    void iou_isThatOfBoxesWhereTheQuadsAreBoxes(float left, float top, float right, float bottom, double expected) {
        Quad other = Quad.of(new Box(left, top, right, bottom));

        assertThat(SQUARE.iou(other)).isEqualTo(expected, within(1e-5));
        assertThat(other.iou(SQUARE)).isEqualTo(expected, within(1e-5));
    }

    @Test
    void intersection_cutsWhatIsNotUpright() {
        Quad diamond = new Quad(new Point(5, -5), new Point(15, 5), new Point(5, 15), new Point(-5, 5));

        // The diamond covers the square but for nothing: its edges go through the corners.
        assertThat(SQUARE.intersection(diamond)).isEqualTo(100, within(1e-6));
        assertThat(SQUARE.intersection(diamond.turnedHalf())).isEqualTo(100, within(1e-6));
    }

    @Test
    void iou_isZeroForEmptyOnes() {
        Quad point = Quad.of(new Box(3, 3, 3, 3));

        assertThat(point.iou(point)).isZero();
        assertThat(point.iou(SQUARE)).isZero();
    }

    @Test
    void angle_isTheDirectionOfReading() {
        assertThat(SQUARE.angle()).isZero();
        assertThat(SQUARE.turnedHalf().angle()).isEqualTo(Math.PI, within(1e-6));
        Quad downwards = new Quad(new Point(10, 0), new Point(10, 10), new Point(0, 10), new Point(0, 0));
        assertThat(downwards.angle()).isEqualTo(Math.PI / 2, within(1e-6));
    }

    @Test
    void point_refusesWhatIsNotFinite() {
        assertThatThrownBy(() -> new Point(Float.NaN, 0)).hasMessageContaining("finite");
    }
}
