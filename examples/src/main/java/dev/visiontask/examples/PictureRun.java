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
     * Answers all pictures and keeps the answers.
     *
     * @param title what the progress is called
     * @param pictures at least one
     * @param each is given every answer as soon as it is there
     */
    static <R> List<Answer<R>> of(
            VisionTask<ImageSource, R> task,
            String title,
            List<Path> pictures,
            Terminal terminal,
            Consumer<Answer<R>> each) {
        List<Answer<R>> answers = new ArrayList<>();
        Consumer<Answer<R>> keep = answers::add;
        forEach(task, title, pictures, terminal, keep.andThen(each));
        return answers;
    }

    /** As {@link #of}, for answers that take too much memory to be kept. */
    static <R> void forEach(
            VisionTask<ImageSource, R> task,
            String title,
            List<Path> pictures,
            Terminal terminal,
            Consumer<Answer<R>> each) {
        task.warmUp();
        // The first picture that a process reads pays for loading the image decoder.
        outcome(task, pictures.get(0));
        String backend = task.info().backend();
        try (ProgressBar progress = new ProgressBar(terminal, title, pictures.size())) {
            for (Path picture : pictures) {
                long start = System.nanoTime();
                Outcome<R> outcome = outcome(task, picture);
                each.accept(new Answer<>(picture, backend, (System.nanoTime() - start) / NANOS_PER_MILLI, outcome));
                progress.step();
            }
        }
    }

    private static <R> Outcome<R> outcome(VisionTask<ImageSource, R> task, Path picture) {
        try {
            return new Outcome.Success<>(task.run(ImageSource.of(picture)));
        } catch (VisionException e) {
            return new Outcome.Failure<>(e);
        }
    }
}
