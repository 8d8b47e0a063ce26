package dev.visiontask.examples;

import dev.visiontask.ImageSource;
import dev.visiontask.draw.Overlay;
import dev.visiontask.examples.Report.Shot;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A kind of task on pictures.
 *
 * @param <R> the result of the task
 */
interface PictureTask<R> extends FileTask<ImageSource, R> {
    @Override
    default String noun() {
        return "picture";
    }

    @Override
    default FileInput<ImageSource> input(Arguments arguments) {
        return FileInput.PICTURES;
    }

    /** Draws the result onto its picture, for a report; null if there is nothing to draw. */
    default @Nullable Consumer<Overlay> drawing(R result) {
        return null;
    }

    @Override
    default List<Shot> shots(Path picture, R result) {
        return List.of(Shot.of(picture, drawing(result)));
    }
}
