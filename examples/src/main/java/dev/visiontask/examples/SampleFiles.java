package dev.visiontask.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The pictures and clips that come with the examples, and what they show. */
final class SampleFiles {
    private SampleFiles() {}

    static Path index(Path examples) {
        return examples.resolve("pictures").resolve("index.csv");
    }

    /**
     * Each picture with its expected label, in the order of {@code pictures/index.csv}.
     *
     * @throws UsageException if there are none
     */
    static Map<Path, String> pictures(Path examples) {
        return read(index(examples));
    }

    /**
     * Each clip with its expected label, in the order of {@code clips/index.csv}.
     *
     * @throws UsageException if there are none
     */
    static Map<Path, String> clips(Path examples) {
        return read(examples.resolve("clips").resolve("index.csv"));
    }

    private static Map<Path, String> read(Path index) {
        Map<Path, String> labels = new LinkedHashMap<>();
        for (String line : lines(index)) {
            String[] cells = line.split(",", -1);
            if (cells.length != 2) {
                throw new UsageException("Expected a file and a label in each line of " + index + ", found: " + line);
            }
            labels.put(index.resolveSibling(cells[0]), cells[1]);
        }
        if (labels.isEmpty()) {
            throw new UsageException("Expected files in " + index + ", found none");
        }
        return labels;
    }

    private static List<String> lines(Path index) {
        try {
            return Files.readAllLines(index).stream().skip(1).toList();
        } catch (IOException e) {
            throw new UsageException("Expected a list of files with their labels, found: " + e, e);
        }
    }
}
