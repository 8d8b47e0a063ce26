package dev.visiontask.examples;

import dev.visiontask.image.ImageFormat;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/**
 * The pictures that a person names: a file is itself; a folder is the pictures in it, not those in its sub-folders; a
 * pattern with {@code *}, {@code ?}, {@code [..]} or {@code {..}} is every file that it matches ({@code **} crosses
 * folders). Files of a folder or pattern come in the order of their names.
 */
final class PictureFiles {
    private static final String GLOB_CHARACTERS = "*?[{";
    private static final int HEADER_BYTES = 64;
    // With formats that are not read: their user should learn that they were not answered.
    private static final Set<String> SUFFIXES = Set.of(
            "jpg", "jpeg", "jpe", "jfif", "png", "apng", "webp", "bmp", "dib", "gif", "tif", "tiff", "pbm", "pgm",
            "ppm", "pnm", "avif", "heic", "heif", "jp2", "j2k", "jxl", "tga", "psd", "ico", "hdr", "exr", "qoi", "bpg",
            "dds", "pam", "pfm");

    private PictureFiles() {}

    /**
     * The files that a FILE, DIR or GLOB stands for; the paths begin as the given text does.
     *
     * @throws UsageException if there are none
     */
    static List<Path> find(String input) {
        try {
            Path path = isPath(input) ? Path.of(input) : null;
            if (path != null && Files.isDirectory(path)) {
                return orNone(inFolder(path), input, "a picture in the folder");
            }
            if (path != null && Files.exists(path)) {
                return List.of(path);
            }
            if (firstGlobCharacter(input) >= 0) {
                return orNone(matching(input), input, "a file that matches the pattern");
            }
        } catch (IOException e) {
            throw new UsageException("Expected pictures in " + input + ", but it cannot be read: " + e, e);
        } catch (InvalidPathException | PatternSyntaxException e) {
            throw new UsageException("Expected a path or a pattern, found: " + input + " (" + e.getMessage() + ")", e);
        }
        throw new UsageException("Expected an existing file or folder, or a pattern, found: " + input);
    }

    private static boolean isPath(String input) {
        try {
            return !Path.of(input).toString().isEmpty();
        } catch (InvalidPathException pattern) {
            // On Windows no path holds a star.
            return false;
        }
    }

    private static List<Path> orNone(List<Path> files, String input, String expected) {
        if (files.isEmpty()) {
            throw new UsageException("Expected " + expected + ", found none: " + input);
        }
        return files;
    }

    private static List<Path> inFolder(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> entries = Files.list(folder)) {
            files = entries.filter(Files::isRegularFile)
                    .sorted(Comparator.comparing(file -> file.getFileName().toString()))
                    .toList();
        }
        List<Path> pictures = new ArrayList<>();
        for (Path file : files) {
            if (isPicture(file)) {
                pictures.add(file);
            }
        }
        return pictures;
    }

    private static boolean isPicture(Path file) throws IOException {
        String name = file.getFileName().toString();
        if (name.startsWith(".")) {
            return false;
        }
        String suffix = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return SUFFIXES.contains(suffix) || looksLikePicture(file);
    }

    private static boolean looksLikePicture(Path file) throws IOException {
        if (!Files.isReadable(file)) {
            return false;
        }
        try (InputStream in = Files.newInputStream(file)) {
            ImageFormat format = ImageFormat.of(ByteBuffer.wrap(in.readNBytes(HEADER_BYTES)));
            return format != null && format.isReadable();
        }
    }

    private static int firstGlobCharacter(String input) {
        for (int i = 0; i < input.length(); i++) {
            if (GLOB_CHARACTERS.indexOf(input.charAt(i)) >= 0) {
                return i;
            }
        }
        return -1;
    }

    private static List<Path> matching(String input) throws IOException {
        char separator = FileSystems.getDefault().getSeparator().charAt(0);
        String slashed = input.replace(separator, '/');
        int end = slashed.lastIndexOf('/', firstGlobCharacter(slashed)) + 1;
        Path base = Path.of(slashed.substring(0, end));
        PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + slashed.substring(end));
        Path start = end == 0 ? Path.of("") : base;
        if (!Files.isDirectory(start)) {
            return List.of();
        }
        String pattern = slashed.substring(end);
        boolean anyDepth = pattern.contains("**");
        int depth = anyDepth
                ? Integer.MAX_VALUE
                : (int) pattern.chars().filter(c -> c == '/').count() + 1;
        List<Path> found = new ArrayList<>();
        Files.walkFileTree(start, Set.of(FileVisitOption.FOLLOW_LINKS), depth, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (attributes.isRegularFile() && matcher.matches(start.relativize(file))) {
                    found.add(file);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                if (failure instanceof FileSystemLoopException) {
                    return FileVisitResult.CONTINUE;
                }
                throw failure;
            }
        });
        found.sort(Comparator.comparing(Path::toString));
        return found;
    }
}
