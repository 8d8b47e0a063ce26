package dev.visiontask.examples;

import dev.visiontask.ImageSource;
import dev.visiontask.VisionTask;
import dev.visiontask.draw.Overlay;
import dev.visiontask.json.JsonObjectText;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What {@link PictureProgram} must know of a kind of task.
 *
 * @param <R> the result of the task
 */
interface PictureTask<R> {
    /** The name of the program. */
    String program();

    /** What the program does, one sentence. */
    String purpose();

    /** The options that only this task has. */
    List<Option> options();

    /**
     * Opens the task.
     *
     * @throws UsageException if a value of an option is wrong
     */
    VisionTask<ImageSource, R> open(Arguments arguments);

    /** Called with each result as soon as it is there, before it is shown. */
    default void answered(Path picture, R result) {}

    /**
     * Called after the last picture.
     *
     * @return a line to print; may be empty
     * @throws UsageException if something that was asked for cannot be written
     */
    default String finished() {
        return "";
    }

    /** The result for people, the most important first. */
    List<Finding> findings(R result);

    /** Draws the result onto its picture, for a report; null if there is nothing to draw. */
    default @Nullable Consumer<Overlay> drawing(R result) {
        return null;
    }

    /** The result for machines: its members of the JSON line of a picture. */
    void putJson(JsonObjectText line, R result);
}
