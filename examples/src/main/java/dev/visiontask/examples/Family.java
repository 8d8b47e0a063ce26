package dev.visiontask.examples;

import dev.visiontask.ImageSource;
import dev.visiontask.VisionTask;
import dev.visiontask.draw.Overlay;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What the {@link Tour} must know of a family of tasks: what to open, which pictures to ask about, and what to make of
 * the answers.
 *
 * @param <R> the result of the task
 */
interface Family<R> {
    /** What is asked, a heading. */
    String title();

    /** The id of the model. */
    String model();

    /** What {@link Verdict#score} is called, one word. */
    String scoreName();

    /** What {@link Verdict#score} means, a few words. */
    String scoreMeaning();

    /** The pictures. */
    List<Path> pictures();

    /** Opens the model on an engine. */
    VisionTask<ImageSource, R> open(String engine);

    /** What to say of an answer. */
    Verdict verdict(Path picture, R result);

    /** How good the answers of one engine are, a few words; pictures without an answer are not among them. */
    String quality(List<Answer<R>> answers);

    /** How far the answers of two engines to one picture are apart. */
    Difference difference(R one, R other);

    /** Draws the answer onto its picture; null if there is nothing to draw. */
    @Nullable
    Consumer<Overlay> drawing(R result);
}
