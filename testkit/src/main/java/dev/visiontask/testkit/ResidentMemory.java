package dev.visiontask.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** The resident memory of this process, natives included; the only honest witness of a native leak. Linux only. */
public final class ResidentMemory {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final int KIB = 1024;
    private static final int WINDOWS = 4;

    private ResidentMemory() {}

    /**
     * Fails if repeating {@code work} leaks. Resident memory also grows while the Java heap and the allocators touch
     * fresh pages, so that one look says little; but a leak shows in every window of repetitions, and the rest does not.
     * The calling test is skipped where the system does not tell resident memory.
     *
     * @param limit bytes; passed as soon as one window of at most four grows by less
     * @param repetitions how often a window repeats the work
     */
    public static void assertGrowthBelow(long limit, int repetitions, Runnable work) {
        Assumptions.assumeTrue(Files.isReadable(STATUS), "resident memory is only known on Linux");
        repeat(Math.max(1, repetitions / 4), work);
        List<Long> growths = new ArrayList<>();
        long before = bytes();
        for (int window = 0; window < WINDOWS; window++) {
            repeat(repetitions, work);
            long after = bytes();
            if (after - before < limit) {
                return;
            }
            growths.add(after - before);
            before = after;
        }
        Assertions.fail("Expected resident memory to grow by less than " + limit + " bytes in " + repetitions
                + " repetitions, found in " + WINDOWS + " windows: " + growths);
    }

    /** The resident bytes after a garbage collection. */
    public static long bytes() {
        // Direct buffers and native handles of unreachable objects are released by the collector's second look.
        System.gc();
        System.gc();
        try {
            return Files.readAllLines(STATUS).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * KIB)
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void repeat(int times, Runnable work) {
        for (int i = 0; i < times; i++) {
            work.run();
        }
    }
}
