package dev.visiontask.examples;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProgressBarTest {
    private static final long SECOND = 1_000_000_000L;

    private long now;

    private String progress(boolean interactive) {
        Capture capture = new Capture(interactive);
        try (ProgressBar bar = new ProgressBar(capture.terminal(), "work", 4, () -> now)) {
            for (int i = 0; i < 4; i++) {
                now += 4 * SECOND;
                bar.step();
            }
        }
        return capture.err().replace(System.lineSeparator(), "\n");
    }

    @Test
    void step_drawsOverOneLineOnTerminal() {
        String[] drawn = progress(true).split("\r", -1);

        assertThat(drawn).hasSize(6);
        assertThat(drawn[1]).isEqualTo("work [..............................] 0 of 4, 0.0 s");
        assertThat(drawn[3]).isEqualTo("work [###############...............] 2 of 4, 8.0 s");
        assertThat(drawn[5]).isEqualTo("work [##############################] 4 of 4, 16.0 s\n");
    }

    @Test
    void step_writesFewPlainLinesWhenPiped() {
        assertThat(progress(false)).isEqualTo("work: 3 of 4, 12.0 s\nwork: 4 of 4, 16.0 s\n");
    }
}
