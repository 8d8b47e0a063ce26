package dev.visiontask.examples;

import dev.visiontask.segmentation.Segmentation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/**
 * Writes class maps into a folder, each under the name of its picture; a second picture of that name gets a number:
 * {@code cat.png}, {@code cat-2.png}.
 */
final class MapFiles {
    private final Path folder;
    private final boolean isColored;
    private final Set<String> names = new HashSet<>();

    private MapFiles(Path folder, boolean isColored) {
        this.folder = folder;
        this.isColored = isColored;
    }

    /**
     * Makes the folder if there is none.
     *
     * @throws UsageException if that fails
     */
    static MapFiles in(String folder, boolean isColored) {
        try {
            return new MapFiles(Files.createDirectories(Path.of(folder)), isColored);
        } catch (IOException | InvalidPathException e) {
            throw new UsageException("Expected a folder that can be written, found: " + e, e);
        }
    }

    void write(Path picture, Segmentation result) {
        String file = String.valueOf(picture.getFileName());
        int dot = file.lastIndexOf('.');
        String stem = dot > 0 ? file.substring(0, dot) : file;
        String name = stem;
        for (int number = 2; !names.add(name); number++) {
            name = stem + "-" + number;
        }
        try {
            Files.write(folder.resolve(name + ".png"), isColored ? result.toPalettePng() : result.toPng());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
