package dev.visiontask.detection.evaluation;

import dev.visiontask.BadInputException;
import dev.visiontask.internal.PathHint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** The files of a folder. */
final class FolderListing {
    private FolderListing() {}

    /** The files with one of some endings, in the order of their names. */
    static List<Path> of(Path folder, Set<String> endings) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> endings.contains(ending(file)))
                    .sorted(Comparator.comparing(file -> file.getFileName().toString()))
                    .toList();
        } catch (IOException failure) {
            throw new BadInputException(
                    "Expected a folder at " + folder + ", found: " + failure + "." + PathHint.of(folder), failure);
        }
    }

    /** The name of a file without its ending. */
    static String stem(Path file) {
        String name = file.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return dot < 0 ? name : name.substring(0, dot);
    }

    private static String ending(Path file) {
        String name = file.getFileName().toString();
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }
}
