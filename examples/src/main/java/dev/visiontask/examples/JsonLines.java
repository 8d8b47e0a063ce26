package dev.visiontask.examples;

import dev.visiontask.Outcome;
import dev.visiontask.OutputException;
import dev.visiontask.json.JsonLinesWriter;
import dev.visiontask.json.JsonObjectText;
import java.nio.file.Path;

/**
 * A file with one line of JSON a picture or video, written as soon as the answer is there; UTF-8.
 *
 * @param <R> the result of the task
 */
final class JsonLines<R> implements AutoCloseable {
    private static final double MICROS_PER_MILLI = 1000;

    private final FileTask<?, R> task;
    private final JsonLinesWriter writer;

    /**
     * Creates the file, or empties it.
     *
     * @throws UsageException if that fails
     */
    JsonLines(Path file, FileTask<?, R> task) {
        this.task = task;
        try {
            this.writer = new JsonLinesWriter(file);
        } catch (OutputException e) {
            throw new UsageException(String.valueOf(e.getMessage()), e);
        }
    }

    /** Adds the line of a file. */
    void write(Answer<R> answer) {
        writer.write(line(answer));
    }

    private JsonObjectText line(Answer<R> answer) {
        JsonObjectText line = new JsonObjectText().put("source", answer.file().toString());
        if (answer.outcome() instanceof Outcome.Failure<R> failure) {
            return line.put(
                    "error",
                    new JsonObjectText()
                            .put("type", failure.error().getClass().getSimpleName())
                            .put("message", String.valueOf(failure.error().getMessage())));
        }
        line.put("backend", answer.backend());
        task.putJson(line, answer.outcome().orThrow());
        return line.put("millis", Math.round(answer.millis() * MICROS_PER_MILLI) / MICROS_PER_MILLI);
    }

    @Override
    public void close() {
        writer.close();
    }
}
