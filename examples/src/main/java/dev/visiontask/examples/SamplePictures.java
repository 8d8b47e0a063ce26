package dev.visiontask.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The pictures that come with the examples, and what they show. */
final class SamplePictures {
    private SamplePictures() {}

    static Path index(Path examples) {
        return examples.resolve("pictures").resolve("index.csv");
    }

    /** Each picture with its expected label, in the order of {@code index.csv}. */
    static Map<Path, String> read(Path examples) throws IOException {
        Path index = index(examples);
        List<String> lines = Files.readAllLines(index);
        Map<Path, String> labels = new LinkedHashMap<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(",", -1);
            if (cells.length != 2) {
                throw new IOException("Expected a file and a label in each line of " + index + ", found: " + line);
            }
            labels.put(index.resolveSibling(cells[0]), cells[1]);
        }
        return labels;
    }
}
