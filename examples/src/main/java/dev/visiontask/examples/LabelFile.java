package dev.visiontask.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The true classes of pictures, as people write them down: a table, or a folder a class. */
final class LabelFile {
    private static final String FILE = "file";

    private LabelFile() {}

    /**
     * Reads comma-separated values, UTF-8, whose first line names the columns; {@code file} is the picture.
     *
     * @param column the column with the label
     * @return the label of each picture, in the order of the lines
     * @throws UsageException if the file is not such
     */
    static Map<String, String> read(Path file, String column) {
        List<String> lines;
        try {
            lines = Files.readAllLines(file);
        } catch (IOException e) {
            throw new UsageException("Expected a list of pictures with labels, found: " + e, e);
        }
        List<String> head = lines.isEmpty() ? List.of() : cells(lines.get(0));
        int name = head.indexOf(FILE);
        int label = head.indexOf(column);
        if (name < 0 || label < 0) {
            throw new UsageException("Expected the columns " + FILE + " and " + column + " in the first line of " + file
                    + ", found: " + head);
        }
        Map<String, String> labels = new LinkedHashMap<>();
        for (String line : lines.subList(1, lines.size())) {
            List<String> cells = cells(line);
            if (line.isBlank()) {
                continue;
            }
            if (cells.size() != head.size()) {
                throw new UsageException(
                        "Expected " + head.size() + " cells in each line of " + file + ", found: " + line);
            }
            if (labels.put(cells.get(name), cells.get(label)) != null) {
                throw new UsageException("Expected each picture once in " + file + ", found twice: " + cells.get(name));
            }
        }
        return labels;
    }

    /** Cells may be quoted; a quote within is doubled. */
    private static List<String> cells(String line) {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean isQuoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"' && isQuoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
                cell.append(line.charAt(++i));
            } else if (c == '"') {
                isQuoted = !isQuoted;
            } else if (c == ',' && !isQuoted) {
                cells.add(cell.toString());
                cell.setLength(0);
            } else if (c != '\uFEFF') {
                cell.append(c);
            }
        }
        cells.add(cell.toString());
        return cells;
    }

    /**
     * The pictures of a folder's sub-folders, each with the name of its sub-folder; sorted by name.
     *
     * @throws UsageException if there are none
     */
    static Map<String, String> ofFolders(Path folder) {
        List<Path> classes;
        try (Stream<Path> entries = Files.list(folder)) {
            classes = entries.filter(Files::isDirectory).sorted().toList();
        } catch (IOException e) {
            throw new UsageException("Expected a folder with a folder for each class, found: " + e, e);
        }
        Map<String, String> labels = new LinkedHashMap<>();
        for (Path each : classes) {
            for (Path picture : PictureFiles.find(each.toString())) {
                labels.put(folder.relativize(picture).toString(), String.valueOf(each.getFileName()));
            }
        }
        if (labels.isEmpty()) {
            throw new UsageException("Expected a folder for each class in " + folder + ", found none");
        }
        return labels;
    }
}
