package dev.visiontask.detection.evaluation;

import dev.visiontask.BadInputException;
import dev.visiontask.EncodedImage;
import dev.visiontask.ImageSize;
import dev.visiontask.ImageSource;
import dev.visiontask.image.ImageReader;
import dev.visiontask.image.ReadOptions;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Reads YOLO labels, see {@link ObjectDataset#readYolo}. */
final class YoloReader {
    private static final Set<String> PICTURES =
            Set.of("jpg", "jpeg", "png", "bmp", "webp", "gif", "tif", "tiff", "pgm", "ppm");

    private final Path pictures;
    private final Path labels;
    private final List<String> names;
    private final ObjectDataset.Builder dataset;
    private final List<YoloLine> objects = new ArrayList<>();

    /** The files of labels by their names without the ending, which may be in capitals. */
    private final Map<String, List<Path>> texts = new TreeMap<>();

    YoloReader(Path pictures, Path labels, List<String> names) {
        this.pictures = pictures;
        this.labels = labels;
        this.names = List.copyOf(names);
        this.dataset = ObjectDataset.builder(labels.toString());
    }

    ObjectDataset read() {
        for (int i = 0; i < names.size(); i++) {
            dataset.add(new Category(i, names.get(i)));
        }
        Map<String, List<Path>> byStem = new TreeMap<>();
        long id = 0;
        List<Path> files = FolderListing.of(pictures, PICTURES);
        files.forEach(file -> byStem.computeIfAbsent(FolderListing.stem(file), stem -> new ArrayList<>())
                .add(file));
        for (Path file : FolderListing.of(labels, Set.of("txt"))) {
            texts.computeIfAbsent(FolderListing.stem(file), stem -> new ArrayList<>())
                    .add(file);
        }
        try (ImageReader reader = new ImageReader(ReadOptions.DEFAULT)) {
            for (Path image : files) {
                id++;
                if (isAlone(image, byStem)) {
                    read(image, id, reader);
                }
            }
        }
        add();
        texts.forEach((stem, named) -> {
            if (!byStem.containsKey(stem) && !stem.equals("classes")) {
                named.forEach(file -> dataset.problem(file.getFileName() + " has no image in " + pictures));
            }
        });
        if (!files.isEmpty() && byStem.keySet().stream().noneMatch(texts::containsKey)) {
            dataset.problem("none of the " + files.size() + " images has a file of labels in " + labels
                    + "; expected one, such as " + FolderListing.stem(files.get(0)) + ".txt");
        }
        return dataset.build();
    }

    /** One text file cannot be that of two images. */
    private boolean isAlone(Path image, Map<String, List<Path>> byStem) {
        String stem = FolderListing.stem(image);
        List<Path> named = byStem.getOrDefault(stem, List.of());
        if (named.size() > 1 && named.get(0).equals(image)) {
            dataset.problem("images "
                    + named.stream()
                            .map(file -> String.valueOf(file.getFileName()))
                            .toList()
                    + " have one file of labels, " + stem + ".txt; expected names that differ before the ending");
        }
        return named.size() == 1;
    }

    private void read(Path image, long id, ImageReader reader) {
        ImageSize size = reader.readHeader((EncodedImage) ImageSource.of(image)).uprightSize();
        dataset.add(new DatasetImage(id, String.valueOf(image.getFileName()), size));
        List<Path> named = texts.getOrDefault(FolderListing.stem(image), List.of());
        if (named.size() == 1) {
            readLabels(named.get(0), id, size);
        } else if (!named.isEmpty()) {
            dataset.problem("image " + image.getFileName() + ": expected one file of labels, found "
                    + named.stream().map(Path::getFileName).toList());
        }
    }

    private void readLabels(Path file, long image, ImageSize size) {
        String name = String.valueOf(file.getFileName());
        List<String> lines = lines(file);
        Map<String, Integer> seen = new HashMap<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.isEmpty()) {
                continue;
            }
            try {
                Integer first = seen.putIfAbsent(line.replaceAll("\\s+", " "), i + 1);
                if (first != null) {
                    throw new IllegalArgumentException(
                            "Expected each object once, found that of line " + first + " again: " + line);
                }
                objects.add(YoloLine.read(name, i + 1, line, image, size, names.size()));
            } catch (IllegalArgumentException wrong) {
                problem(name, i + 1, wrong);
            }
        }
    }

    private void problem(String file, int line, IllegalArgumentException wrong) {
        dataset.problem(file + " line " + line + ": " + wrong.getMessage());
    }

    /**
     * Adds the objects. If behind every box there may be keypoints, as many in each line, nothing in the files tells them from
     * polygons.
     */
    private void add() {
        List<YoloLine> polygons = objects.stream().filter(YoloLine::isPolygon).toList();
        boolean ambiguous = !polygons.isEmpty()
                && polygons.stream().allMatch(YoloLine::mayHaveKeypoints)
                && polygons.stream()
                                .mapToInt(line -> line.shares().length)
                                .distinct()
                                .count()
                        == 1;
        for (YoloLine line : objects) {
            if (ambiguous && line.isPolygon()) {
                problem(
                        line.file(),
                        line.number(),
                        new IllegalArgumentException("Expected the corners of a polygon, found what may be a box with"
                                + " keypoints as well: " + Arrays.toString(line.shares())
                                + ". Leave out the keypoints, or begin polygons at another corner"));
                continue;
            }
            try {
                dataset.add(line.object());
            } catch (IllegalArgumentException wrong) {
                problem(line.file(), line.number(), wrong);
            }
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (CharacterCodingException other) {
            throw new BadInputException(
                    "Expected UTF-8 text in " + file + ", found other bytes. Save it as UTF-8", other);
        } catch (IOException failure) {
            throw new BadInputException("Expected a file that can be read at " + file + ", found: " + failure, failure);
        }
    }
}
