package dev.visiontask.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visiontask.BadInputException;
import dev.visiontask.ImageSize;
import dev.visiontask.Outcome;
import dev.visiontask.OutputException;
import dev.visiontask.video.FrameResult;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonLinesWriterTest {
    @TempDir
    Path folder;

    private static FrameResult<String> result(long index, Outcome<String> outcome) {
        return new FrameResult<>(index, Duration.ofMillis(40 * index), new ImageSize(4, 4), outcome, null);
    }

    @Test
    void write_addsALineAFrameAtOnce() {
        Path file = folder.resolve("found.jsonl");
        try (JsonLinesWriter lines = new JsonLinesWriter(file)) {
            lines.write(result(12, new Outcome.Success<>("{\"n\":3}")).json(text -> text));
            assertThat(file).hasContent("{\"frame\":12,\"time\":0.48,\"result\":{\"n\":3}}");
            lines.write(result(13, new Outcome.Failure<>(new BadInputException("it is \u201cbroken\u201d")))
                    .json(text -> text)
                    .put("lost", 2));
        }

        assertThat(file)
                .hasContent("{\"frame\":12,\"time\":0.48,\"result\":{\"n\":3}}\n"
                        + "{\"frame\":13,\"time\":0.52,\"error\":{\"type\":\"BadInputException\","
                        + "\"message\":\"it is \u201cbroken\u201d\"},\"lost\":2}\n");
    }

    @Test
    void write_refusesLineBreaks() {
        try (JsonLinesWriter lines = new JsonLinesWriter(folder.resolve("found.jsonl"))) {
            assertThatThrownBy(() -> lines.write("{\n}")).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void constructor_refusesPlacesThatCannotBeWritten() {
        assertThatThrownBy(() -> new JsonLinesWriter(folder.resolve("no/found.jsonl")))
                .isInstanceOf(OutputException.class)
                .hasMessageContaining("no/found.jsonl");
    }
}
