package dev.visiontask.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visiontask.video.FrameSource;
import dev.visiontask.video.Sampling;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VideoOptionsTest {
    private static Arguments parse(String... args) {
        return Arguments.parse(VideoOptions.ALL, args);
    }

    @Test
    void frames_areAllUnlessChosen() {
        assertThat(VideoOptions.frames(parse()).sampling()).isEqualTo(Sampling.ALL);
    }

    @Test
    void open_takesTheRangeAndEveryNth(@TempDir Path folder) throws IOException {
        for (int i = 0; i < 8; i++) {
            ColorModel.picture(folder.resolve(i + ".png"), Color.RED);
        }
        Arguments arguments =
                parse("--input", folder.toString(), "--start-frame", "1", "--end-frame", "6", "--every", "2");

        List<Long> indexes = new ArrayList<>();
        try (FrameSource frames = VideoOptions.open(arguments)) {
            frames.forEach(frame -> indexes.add(frame.index()));
        }

        assertThat(indexes).containsExactly(1L, 3L, 5L);
    }

    @Test
    void frames_refusesNumbersThatCannotBe() {
        assertThatThrownBy(() -> VideoOptions.frames(parse("--every", "0")))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("--every")
                .hasMessageContaining("at least 1");
        assertThatThrownBy(() -> VideoOptions.frames(parse("--start-frame", "5", "--end-frame", "5")))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("exclusive");
        assertThatThrownBy(() -> VideoOptions.frames(parse("--end-frame", "soon")))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("soon");
    }

    @Test
    void open_saysWhatIsWrongWithTheVideo() {
        assertThatThrownBy(() -> VideoOptions.open(parse("--input", "no-such.mp4")))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("no-such.mp4");
    }
}
