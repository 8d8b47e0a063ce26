package dev.visiontask.classification;

import dev.visiontask.ImageSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The pictures that the examples show, with the right answers of the page-orientation model. */
final class SamplePictures {
    private static final Path FOLDER = Path.of("..", "examples", "pictures");

    private SamplePictures() {}

    static Map<Path, String> labels() {
        Map<Path, String> labels = new LinkedHashMap<>();
        try {
            for (String line : Files.readAllLines(FOLDER.resolve("index.csv"))) {
                int comma = line.indexOf(',');
                if (!line.startsWith("file,")) {
                    labels.put(FOLDER.resolve(line.substring(0, comma)), line.substring(comma + 1));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return labels;
    }

    static List<ImageSource> all() {
        return labels().keySet().stream().map(ImageSource::of).toList();
    }
}
