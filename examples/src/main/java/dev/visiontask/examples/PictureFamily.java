package dev.visiontask.examples;

import dev.visiontask.ImageSource;
import dev.visiontask.draw.Overlay;
import dev.visiontask.examples.Report.Shot;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A family of tasks on pictures.
 *
 * @param <R> the result of the task
 */
interface PictureFamily<R> extends Family<ImageSource, R> {
    @Override
    default FileInput<ImageSource> input() {
        return FileInput.PICTURES;
    }

    /** Draws the answer onto its picture; null if there is nothing to draw. */
    @Nullable
    Consumer<Overlay> drawing(R result);

    @Override
    default List<Shot> shots(Path picture, R result) {
        return List.of(Shot.of(picture, drawing(result)));
    }
}
