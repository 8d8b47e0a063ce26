package dev.visiontask.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Float16Test {
    private static final int PATTERNS = 1 << 16;

    @ParameterizedTest
    @CsvSource({
        "0, 0000",
        "-0.0, 8000",
        "1, 3c00",
        "-2, c000",
        "65504, 7bff",
        "65519.996, 7bff",
        "65520, 7c00",
        "3.4e38, 7c00",
        "-Infinity, fc00",
        "6.103515625e-5, 0400",
        "6.0975552e-5, 03ff",
        "5.9604645e-8, 0001",
        "2.9802322e-8, 0000",
        "2.9802326e-8, 0001",
        "8.940697e-8, 0002",
        "1.0004883, 3c00",
        "1.0004884, 3c01",
        "1.0014648, 3c02",
    })
    void fromFloat_roundsToTheNearestAndTiesToEven(float value, String expected) {
        assertThat("%04x".formatted(Float16.fromFloat(value) & 0xFFFF)).isEqualTo(expected);
    }

    @Test
    void toFloat_isUndoneByFromFloatForEveryPattern() {
        int wrong = 0;
        for (int bits = 0; bits < PATTERNS; bits++) {
            float value = Float16.toFloat((short) bits);
            if (Float.isNaN(value)) {
                wrong += Float.isNaN(Float16.toFloat(Float16.fromFloat(value))) ? 0 : 1;
            } else {
                wrong += Float16.fromFloat(value) == (short) bits ? 0 : 1;
            }
        }
        assertThat(wrong).isZero();
    }

    @Test
    void toFloat_isTheFormulaOfTheStandard() {
        for (int bits = 0; bits < 0x7C00; bits++) {
            int exponent = bits >> 10;
            double expected =
                    exponent == 0 ? Math.scalb(bits & 0x3FF, -24) : Math.scalb(1024 + (bits & 0x3FF), exponent - 25);
            assertThat((double) Float16.toFloat((short) bits)).isEqualTo(expected);
        }
    }

    @Test
    void fromFloat_isAsNearAsAnyNeighbour() {
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            float value = Math.scalb(random.nextFloat() * 2 - 1, random.nextInt(45) - 28);
            short half = Float16.fromFloat(value);
            double error = Math.abs((double) Float16.toFloat(half) - value);
            if (Double.isInfinite(error)) {
                assertThat(Math.abs(value)).isGreaterThanOrEqualTo(65520);
                continue;
            }
            for (int step = -1; step <= 1; step += 2) {
                double other = Float16.toFloat((short) (half + step));
                if (Double.isFinite(other)) {
                    assertThat(error).isLessThanOrEqualTo(Math.abs(other - value));
                }
            }
        }
    }
}
