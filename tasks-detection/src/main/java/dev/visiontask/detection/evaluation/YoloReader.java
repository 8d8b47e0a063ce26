package dev.visiontask.detection.evaluation;

import dev.visiontask.BadInputException;
import dev.visiontask.EncodedImage;
import dev.visiontask.ImageSize;
import dev.visiontask.ImageSource;
import dev.visiontask.image.ImageReader;
import dev.visiontask.image.ReadOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads YOLO labels, see {@link ObjectDataset#readYolo}. */
final class YoloReader {
    private static final Set<String> PICTURES =
            Set.of("jpg", "jpeg", "png", "bmp", "webp", "gif", "tif", "tiff", "pgm", "ppm");

    private final Path pictures;
    private final Path labels;
    private final List<String> names;
    private final ObjectDataset.Builder dataset;

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
        Set<String> stems = new HashSet<>();
        long id = 0;
        try (ImageReader reader = new ImageReader(ReadOptions.DEFAULT)) {
            for (Path picture : FolderListing.of(pictures, PICTURES)) {
                id++;
                String stem = FolderListing.stem(picture);
                stems.add(stem);
                ImageSize size = reader.readHeader((EncodedImage) ImageSource.of(picture))
                        .uprightSize();
                dataset.add(new DatasetImage(id, picture.getFileName().toString(), size));
                readLabels(labels.resolve(stem + ".txt"), id, size);
            }
        }
        for (Path file : FolderListing.of(labels, Set.of("txt"))) {
            if (!stems.contains(FolderListing.stem(file)) && !file.endsWith("classes.txt")) {
                dataset.problem(file.getFileName() + " has no picture in " + pictures);
            }
        }
        return dataset.build();
    }

    private void readLabels(Path file, long image, ImageSize size) {
        if (!Files.exists(file)) {
            return;
        }
        List<String> lines = lines(file);
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.isEmpty()) {
                continue;
            }
            try {
                dataset.add(object(line, image, size));
            } catch (IllegalArgumentException wrong) {
                dataset.problem(file.getFileName() + " line " + (i + 1) + ": " + wrong.getMessage());
            }
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException failure) {
            throw new BadInputException("Expected UTF-8 text in " + file + ", found: " + failure, failure);
        }
    }

    private TrueObject object(String line, long image, ImageSize size) {
        String[] words = line.split("\\s+", -1);
        if (words.length != 5 && (words.length < 7 || words.length % 2 == 0)) {
            throw new IllegalArgumentException(
                    "Expected a class and 4 numbers, or the corners of a polygon, found " + words.length + " words");
        }
        int category = category(words[0]);
        double[] shares = new double[words.length - 1];
        for (int i = 0; i < shares.length; i++) {
            shares[i] = Double.parseDouble(words[i + 1]);
        }
        return shares.length == 4 ? box(category, shares, image, size) : polygon(category, shares, image, size);
    }

    private int category(String word) {
        int category = Integer.parseInt(word);
        if (category < 0 || category >= names.size()) {
            throw new IllegalArgumentException(
                    "Expected a class from 0 to " + (names.size() - 1) + ", found: " + category);
        }
        return category;
    }

    private static TrueObject box(int category, double[] shares, long image, ImageSize size) {
        double width = shares[2] * size.width();
        double height = shares[3] * size.height();
        CocoBox box = new CocoBox(
                shares[0] * size.width() - width / 2, shares[1] * size.height() - height / 2, width, height);
        return new TrueObject(image, category, box, box.area(), TrueObject.Kind.OBJECT, null);
    }

    /** The box is the smallest around the corners; the area is that between them. */
    private static TrueObject polygon(int category, double[] shares, long image, ImageSize size) {
        double[] corners = shares.clone();
        double left = Double.MAX_VALUE;
        double top = Double.MAX_VALUE;
        double right = -Double.MAX_VALUE;
        double bottom = -Double.MAX_VALUE;
        for (int i = 0; i < corners.length; i += 2) {
            corners[i] *= size.width();
            corners[i + 1] *= size.height();
            left = Math.min(left, corners[i]);
            right = Math.max(right, corners[i]);
            top = Math.min(top, corners[i + 1]);
            bottom = Math.max(bottom, corners[i + 1]);
        }
        double doubled = 0;
        for (int i = 0; i < corners.length; i += 2) {
            int next = (i + 2) % corners.length;
            doubled += corners[i] * corners[next + 1] - corners[next] * corners[i + 1];
        }
        CocoBox box = new CocoBox(left, top, right - left, bottom - top);
        Outline outline = Outline.ofPolygons(List.of(corners));
        return new TrueObject(image, category, box, Math.abs(doubled) / 2, TrueObject.Kind.OBJECT, outline);
    }
}
