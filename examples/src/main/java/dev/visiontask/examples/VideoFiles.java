package dev.visiontask.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The videos that a person names: a file is itself; a folder is the videos in it, in the order of their names, or one
 * video if it holds none, whose frames are the pictures in it; a pattern is every file that it matches.
 */
final class VideoFiles {
    private static final Set<String> SUFFIXES = Set.of(
            "avi", "mp4", "m4v", "mov", "mkv", "webm", "mpg", "mpeg", "mts", "m2ts", "ts", "wmv", "asf", "flv", "3gp",
            "ogv", "vob");

    private VideoFiles() {}

    /**
     * The videos that a FILE, DIR or GLOB stands for; the paths begin as the given text does.
     *
     * @throws UsageException if there are none
     */
    static List<Path> find(String input) {
        if (!isFolder(input)) {
            return PictureFiles.find(input);
        }
        try (Stream<Path> entries = Files.list(Path.of(input))) {
            List<Path> videos = entries.filter(VideoFiles::isVideo)
                    .sorted(Comparator.comparing(file -> file.getFileName().toString()))
                    .toList();
            return videos.isEmpty() ? List.of(Path.of(input)) : videos;
        } catch (IOException e) {
            throw new UsageException("Expected videos in " + input + ", but it cannot be read: " + e, e);
        }
    }

    private static boolean isFolder(String input) {
        try {
            return Files.isDirectory(Path.of(input));
        } catch (InvalidPathException pattern) {
            // On Windows no path holds a star.
            return false;
        }
    }

    private static boolean isVideo(Path file) {
        String name = file.getFileName().toString();
        String suffix = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return !name.startsWith(".") && SUFFIXES.contains(suffix) && Files.isRegularFile(file);
    }
}
