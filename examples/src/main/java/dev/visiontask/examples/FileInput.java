package dev.visiontask.examples;

import dev.visiontask.ImageSource;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/**
 * How files become what a task looks at.
 *
 * @param find the files that a person names; throws {@link UsageException} if there are none
 * @param open a file as the task takes it
 * @param glance something small of it: the first call of a process pays for loading decoders, and is not measured
 * @param <I> what the task looks at
 */
record FileInput<I>(Function<String, List<Path>> find, Function<Path, I> open, Function<Path, I> glance) {
    /** Pictures. */
    static final FileInput<ImageSource> PICTURES =
            new FileInput<>(PictureFiles::find, ImageSource::of, ImageSource::of);
}
