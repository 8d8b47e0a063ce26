package dev.visiontask.examples;

import dev.visiontask.ImageSource;
import dev.visiontask.Outcome;
import dev.visiontask.VisionException;
import dev.visiontask.VisionTask;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Takes files through a task one by one, and measures each.
 *
 * @param <I> what the task looks at
 * @param <R> the result of the task
 */
final class FileRun<I, R> {
    private static final double NANOS_PER_MILLI = 1e6;

    private final VisionTask<I, R> task;
    private final FileInput<I> input;
    private final Terminal terminal;

    FileRun(VisionTask<I, R> task, FileInput<I> input, Terminal terminal) {
        this.task = task;
        this.input = input;
        this.terminal = terminal;
    }

    /** A run over pictures. */
    static <R> FileRun<ImageSource, R> ofPictures(VisionTask<ImageSource, R> task, Terminal terminal) {
        return new FileRun<>(task, FileInput.PICTURES, terminal);
    }

    /**
     * Answers all files and keeps the answers.
     *
     * @param title what the progress is called
     * @param files at least one
     * @param each is given every answer as soon as it is there
     */
    List<Answer<R>> answers(String title, List<Path> files, Consumer<Answer<R>> each) {
        List<Answer<R>> answers = new ArrayList<>();
        Consumer<Answer<R>> keep = answers::add;
        forEach(title, files, keep.andThen(each));
        return answers;
    }

    /** As {@link #answers}, for answers that take too much memory to be kept. */
    void forEach(String title, List<Path> files, Consumer<Answer<R>> each) {
        task.warmUp();
        outcome(files.get(0), input.glance());
        String backend = task.info().backend();
        try (ProgressBar progress = new ProgressBar(terminal, title, files.size())) {
            for (Path file : files) {
                long start = System.nanoTime();
                Outcome<R> outcome = outcome(file, input.open());
                each.accept(new Answer<>(file, backend, (System.nanoTime() - start) / NANOS_PER_MILLI, outcome));
                progress.step();
            }
        }
    }

    private Outcome<R> outcome(Path file, Function<Path, I> opening) {
        try {
            return new Outcome.Success<>(task.run(opening.apply(file)));
        } catch (VisionException e) {
            return new Outcome.Failure<>(e);
        }
    }
}
