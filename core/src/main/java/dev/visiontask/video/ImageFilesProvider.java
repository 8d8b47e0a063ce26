package dev.visiontask.video;

import dev.visiontask.BadInputException;
import dev.visiontask.image.ImageFormat;
import dev.visiontask.internal.PathHint;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** Opens folders of pictures, patterns and single pictures. */
final class ImageFilesProvider implements VideoProvider {
    private static final Set<String> ENDINGS =
            Set.of("jpg", "jpeg", "png", "webp", "bmp", "gif", "tif", "tiff", "pbm", "pgm", "ppm", "pnm");

    @Override
    public String name() {
        return "images";
    }

    @Override
    public boolean supports(VideoLocation location, ByteBuffer head) {
        Path path = location.path();
        if (path == null) {
            return false;
        }
        if (head.remaining() > 0) {
            ImageFormat format = ImageFormat.of(head);
            return format != null && format.isReadable() && !mayBeFilm(format, path, head);
        }
        return true;
    }

    /** Whether this may be a film, of which an image would be the first frame only. */
    private static boolean mayBeFilm(ImageFormat format, Path path, ByteBuffer head) {
        return switch (format) {
            case GIF -> true;
            case PNG, WEBP -> AnimationMark.isIn(head);
            // Nothing at its beginning tells one JPEG from many in a row.
            case JPEG -> nameOf(path).toLowerCase(Locale.ROOT).matches(".*\\.(mjpe?g|mjpa)");
            default -> false;
        };
    }

    @Override
    public VideoReader open(VideoLocation location, FrameOptions options) {
        Path path = location.path();
        if (path == null) {
            throw new BadInputException(location.name() + ": expected a folder or a picture, found no path");
        }
        return new ImageFilesReader(location.name(), files(path), options);
    }

    private static List<Path> files(Path path) {
        try {
            if (Files.isRegularFile(path)) {
                return List.of(path);
            }
            Path last = path.getFileName();
            boolean pattern = last != null && last.toString().matches(".*[*?\\[{].*") && !Files.exists(path);
            Path folder = pattern ? path.toAbsolutePath().getParent() : path;
            if (folder == null || !Files.isDirectory(folder)) {
                throw new BadInputException(path + ": no such file or folder (looked at " + path.toAbsolutePath() + ")."
                        + PathHint.ofVideo(path));
            }
            List<Path> files = pattern && last != null ? list(folder, last.toString()) : list(folder, "*");
            if (files.isEmpty()) {
                throw new BadInputException(path + ": expected pictures whose names end in one of "
                        + ENDINGS.stream().sorted().toList() + ", found none");
            }
            return files;
        } catch (IOException e) {
            throw new BadInputException(path + ": reading the folder failed: " + e, e);
        }
    }

    private static List<Path> list(Path folder, String pattern) throws IOException {
        // By the names alone: not every file system has patterns.
        PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + pattern);
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(file -> isImage(file) && matcher.matches(Path.of(nameOf(file))))
                    .filter(Files::isRegularFile)
                    .sorted(new NaturalOrder())
                    .toList();
        }
    }

    private static String nameOf(Path file) {
        return String.valueOf(file.getFileName());
    }

    private static boolean isImage(Path file) {
        String name = nameOf(file);
        return ENDINGS.contains(name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
    }
}
