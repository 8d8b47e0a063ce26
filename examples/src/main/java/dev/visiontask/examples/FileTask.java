package dev.visiontask.examples;

import dev.visiontask.VisionTask;
import dev.visiontask.examples.Report.Shot;
import dev.visiontask.json.JsonObjectText;
import java.nio.file.Path;
import java.util.List;

/**
 * What {@link FileProgram} must know of a kind of task.
 *
 * @param <I> what the task looks at
 * @param <R> the result of the task
 */
interface FileTask<I, R> {
    /** The name of the program. */
    String program();

    /** What the program does, one sentence. */
    String purpose();

    /** What a file is called, one word. */
    String noun();

    /** The options that only this task has. */
    List<Option> options();

    /**
     * Opens the task.
     *
     * @throws UsageException if a value of an option is wrong
     */
    VisionTask<I, R> open(Arguments arguments);

    /**
     * How files become what the task looks at.
     *
     * @throws UsageException if a value of an option is wrong
     */
    FileInput<I> input(Arguments arguments);

    /**
     * Called with all files once the task is open, before the first is run.
     *
     * @throws UsageException if they do not go with the options
     */
    default void planned(List<Path> files) {}

    /** Called with each result as soon as it is there, before it is shown. */
    default void answered(Path file, R result) {}

    /**
     * Called after the last file.
     *
     * @return what to print; may be empty
     * @throws UsageException if something that was asked for cannot be written
     */
    default String finished() {
        return "";
    }

    /** What was wrong with files that were answered all the same, a line each; then the program does not end with 0. */
    default List<String> problems() {
        return List.of();
    }

    /** The result for people, the most important first. */
    List<Finding> findings(R result);

    /** What a report shows beside the result. */
    List<Shot> shots(Path file, R result);

    /** The result for machines: its members of the JSON line of a file. */
    void putJson(JsonObjectText line, R result);
}
