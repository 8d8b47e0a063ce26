package dev.visiontask.video;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Random schedules of one stream; a failure names the seed that repeats the choices. */
class ResultStreamStressTest {
    private static final long FIRST_SEED = 20_240;
    private static final int BRIEF = 200;
    private static final int LONG = Integer.getInteger("soak.schedules", 10_000);

    @Test
    @Timeout(300)
    void schedules_neverStallNorLoseAFrameNorLeaveAThread() throws Exception {
        run(FIRST_SEED, BRIEF);
    }

    @Test
    @Tag("soak")
    @Timeout(3600)
    void schedules_neverStallNorLoseAFrameNorLeaveAThreadForLong() throws Exception {
        run(System.nanoTime(), LONG);
    }

    private static void run(long firstSeed, int schedules) throws Exception {
        for (long seed = firstSeed; seed < firstSeed + schedules; seed++) {
            new StreamSchedule(seed).run();
        }
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .noneMatch(name -> name.startsWith("visiontask-stream"));
    }
}
