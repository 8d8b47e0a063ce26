package dev.visiontask.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.visiontask.Box;

/** Compares boxes. */
final class BoxAssert {
    private static final float TOLERANCE = 1e-4f;

    private BoxAssert() {}

    static void assertClose(Box found, Box expected) {
        assertClose(found, expected, TOLERANCE);
    }

    static void assertClose(Box found, Box expected, float tolerance) {
        assertThat(new float[] {found.left(), found.top(), found.right(), found.bottom()})
                .containsExactly(
                        new float[] {expected.left(), expected.top(), expected.right(), expected.bottom()},
                        within(tolerance));
    }
}
