package dev.visiontask.examples;

import dev.visiontask.VisionTask;
import dev.visiontask.examples.Report.Shot;
import java.nio.file.Path;
import java.util.List;

/**
 * What the {@link Tour} must know of a family of tasks: what to open, which files to ask about, and what to make of
 * the answers.
 *
 * @param <I> what the task looks at
 * @param <R> the result of the task
 */
interface Family<I, R> {
    /** What is asked, a heading. */
    String title();

    /** The id of the model. */
    String model();

    /** What {@link Verdict#score} is called, one word. */
    String scoreName();

    /** What {@link Verdict#score} means, a few words. */
    String scoreMeaning();

    /** The pictures or videos. */
    List<Path> files();

    /** How they become what the task looks at. */
    FileInput<I> input();

    /** Opens the model on an engine. */
    VisionTask<I, R> open(String engine);

    /** What to say of an answer. */
    Verdict verdict(Path file, R result);

    /** How good the answers of one engine are, a few words; files without an answer are not among them. */
    String quality(List<Answer<R>> answers);

    /** How far the answers of two engines to one file are apart. */
    Difference difference(R one, R other);

    /** What the report shows of a file beside the answer. */
    List<Shot> shots(Path file, R result);
}
