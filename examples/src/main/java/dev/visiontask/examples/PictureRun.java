package dev.visiontask.examples;

import dev.visiontask.ImageSource;
import dev.visiontask.Outcome;
import dev.visiontask.VisionException;
import dev.visiontask.VisionTask;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Takes pictures through a task one by one, and measures each. */
final class PictureRun {
    private static final double NANOS_PER_MILLI = 1e6;

    private PictureRun() {}

    /**
     * Answers all pictures; at least one.
     *
     * @param each is given every answer as soon as it is there
     */
    static <R> List<Answer<R>> of(
            VisionTask<ImageSource, R> task, List<Path> pictures, Terminal terminal, Consumer<Answer<R>> each) {
        String backend = task.info().backend();
        task.warmUp();
        // The first picture that a process reads pays for loading the image decoder.
        outcome(task, pictures.get(0));
        List<Answer<R>> answers = new ArrayList<>();
        try (ProgressBar progress = new ProgressBar(terminal, backend, pictures.size())) {
            for (Path picture : pictures) {
                long start = System.nanoTime();
                Outcome<R> outcome = outcome(task, picture);
                Answer<R> answer =
                        new Answer<>(picture, backend, (System.nanoTime() - start) / NANOS_PER_MILLI, outcome);
                answers.add(answer);
                each.accept(answer);
                progress.step();
            }
        }
        return answers;
    }

    private static <R> Outcome<R> outcome(VisionTask<ImageSource, R> task, Path picture) {
        try {
            return new Outcome.Success<>(task.run(ImageSource.of(picture)));
        } catch (VisionException e) {
            return new Outcome.Failure<>(e);
        }
    }
}
