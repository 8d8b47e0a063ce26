package dev.visiontask.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import org.junit.jupiter.api.Assumptions;

/**
 * How much resident memory grew while something was repeated. The bound to check against is generous: allocators keep
 * pages, and what counts is that a leak multiplied by the repetitions would be beyond it.
 *
 * @param bytes the growth; may be negative
 * @param repetitions how often the work was done while it grew
 */
public record Growth(long bytes, int repetitions) {
    /**
     * Measures. Skips the calling test where the system does not tell resident memory.
     *
     * @param warmUp repetitions before the first look, so that pools and caches are filled
     * @param repetitions repetitions between the first and the second look
     */
    public static Growth ofResidentMemory(Runnable work, int warmUp, int repetitions) {
        repeat(work, warmUp);
        OptionalLong before = ResidentMemory.bytes();
        Assumptions.assumeTrue(before.isPresent(), "resident memory is only known on Linux");
        repeat(work, repetitions);
        return new Growth(ResidentMemory.bytes().orElseThrow() - before.orElseThrow(), repetitions);
    }

    private static void repeat(Runnable work, int times) {
        for (int i = 0; i < times; i++) {
            work.run();
        }
    }

    /** Fails if it grew by {@code limit} bytes or more. */
    public void assertBelow(long limit) {
        assertThat(bytes)
                .as("growth of resident memory in %d repetitions, bytes", repetitions)
                .isLessThan(limit);
    }
}
