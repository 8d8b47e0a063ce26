package dev.visiontask.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CapacityRuleTest {
    private static final long MIB = 1 << 20;

    private final CapacityRule rule = new CapacityRule();
    private long replaced;

    private long use(long needed) {
        long before = rule.capacity();
        rule.used(needed);
        rule.grow(needed);
        replaced += rule.capacity() == before ? 0 : rule.capacity();
        return rule.capacity();
    }

    /** The needs in MiB, one after the other; a number and x is that many uses. */
    @ParameterizedTest
    @CsvSource({
        "one size,                        16,                      16",
        "a smaller one fits,              16 8,                    16",
        "the second size is taken as is,  16 20,                   20",
        "later ones leave room,           16 20 21,                30",
        "a far larger one is taken as is, 16 20 90,                90",
        "seven small ones change nothing, 80 7x2,                  80",
        "the eighth shrinks,              80 8x2,                  2",
        "to the largest of the eight,     80 3x2 5 4x3,            5",
        "a quarter is not far smaller,    80 20x20,                80",
        "one large one in between,        80 7x2 80 7x2,           80",
        "sixteen after it had to grow,    80 8x2 80 15x2,          80",
        "and no more,                     80 8x2 80 16x2,          2",
        "thirty-two the next time,        80 8x2 80 16x2 80 31x2,  80",
        "one mebibyte stays,              1 100x0,                 1",
    })
    void capacity_isWhatTheUsesBeforeMakeIt(String what, String needs, long expected) {
        for (String need : needs.split(" ", -1)) {
            int x = need.indexOf('x');
            int times = x < 0 ? 1 : Integer.parseInt(need.substring(0, x));
            for (int i = 0; i < times; i++) {
                use(Long.parseLong(need.substring(x + 1)) * MIB);
            }
        }
        assertThat(rule.capacity()).as(what).isEqualTo(expected * MIB);
    }

    @Test
    void capacity_isNeverTooSmallAndReplacesLittleOverManySizes() {
        Random random = new Random(1);
        long largest = 0;
        for (int i = 0; i < 5000; i++) {
            long edge = 100L + random.nextInt(2900);
            long needed = edge * edge * 12;
            largest = Math.max(largest, needed);
            assertThat(use(needed)).isBetween(needed, largest * 3 / 2);
        }
        assertThat(replaced).as("bytes of all memory that was ever made").isLessThan(15 * largest);
    }

    @Test
    void capacity_growsInFewStepsWhenEverySizeIsALittleLarger() {
        long largest = LongStream.rangeClosed(1, 5000)
                .map(i -> i * 10_000)
                .peek(this::use)
                .max()
                .orElseThrow();

        assertThat(replaced).isLessThan(5 * largest);
    }

    @Test
    void capacity_settlesWhenLargeAndSmallTakeTurns() {
        IntStream.range(0, 20_000).forEach(i -> use(i % 100 == 0 ? 200 * MIB : MIB));

        assertThat(replaced).isLessThan(6 * 200 * MIB);
    }

    @Test
    void capacity_leavesNoRoomBeyondWhatABufferCanHave() {
        use(100);
        use(Integer.MAX_VALUE - 100);

        assertThat(use(Integer.MAX_VALUE - 50)).isLessThanOrEqualTo(Integer.MAX_VALUE);
    }
}
