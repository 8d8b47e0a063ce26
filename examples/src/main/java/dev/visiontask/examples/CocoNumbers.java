package dev.visiontask.examples;

import dev.visiontask.detection.evaluation.Category;
import dev.visiontask.detection.evaluation.DatasetImage;
import dev.visiontask.detection.evaluation.ObjectDataset;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Which numbers COCO has for images and for a model's classes. */
final class CocoNumbers {
    /** The numbers of 1 to 90 that the 80 categories of COCO leave out. */
    private static final List<Integer> UNUSED = List.of(12, 26, 29, 30, 45, 66, 68, 69, 71, 83);

    private static final int NUMBERS = 90;
    private static final int NONE = -1;
    private static final Pattern LAST_DIGITS = Pattern.compile("([0-9]+)[^0-9]*$");

    private final @Nullable ObjectDataset dataset;
    private final int[] categories;

    private CocoNumbers(@Nullable ObjectDataset dataset, int[] categories) {
        this.dataset = dataset;
        this.categories = categories;
    }

    /**
     * By an instances file: images by their names, classes by theirs. Names that differ are taken in order, if there
     * are as many labels as categories and those names that are the same have the same index: COCO's older names,
     * such as {@code motorbike}, are common.
     *
     * @throws UsageException if a label is the name of several categories
     */
    static CocoNumbers of(ObjectDataset dataset, List<String> labels) {
        List<Category> known = dataset.categories();
        Map<String, List<Category>> byName = known.stream().collect(Collectors.groupingBy(Category::name));
        boolean inOrder = labels.size() == known.size()
                && IntStream.range(0, labels.size())
                        .allMatch(i -> labels.get(i).equals(known.get(i).name()) || !byName.containsKey(labels.get(i)));
        int[] categories = IntStream.range(0, labels.size())
                .map(i -> inOrder ? known.get(i).id() : idOf(labels.get(i), byName, dataset))
                .toArray();
        return new CocoNumbers(dataset, categories);
    }

    private static int idOf(String label, Map<String, List<Category>> byName, ObjectDataset dataset) {
        List<Category> named = byName.getOrDefault(label, List.of());
        if (named.size() > 1) {
            throw new UsageException("Expected one category of the name \"" + label + "\" in " + dataset.name()
                    + ", found the ids " + named.stream().map(Category::id).toList()
                    + ". Give the categories names of their own");
        }
        return named.isEmpty() ? NONE : named.get(0).id();
    }

    /**
     * Without annotations: 80 classes that begin with a person are COCO's, with its gaps; other classes are numbered
     * from 1, or from 0 where that is the background.
     */
    static CocoNumbers of(List<String> labels) {
        String first =
                labels.isEmpty() ? "" : labels.get(0).toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
        int[] coco = IntStream.rangeClosed(1, NUMBERS)
                .filter(number -> !UNUSED.contains(number))
                .toArray();
        if (labels.size() == coco.length && first.equals("person")) {
            return new CocoNumbers(null, coco);
        }
        int start = first.equals("background") ? 0 : 1;
        return new CocoNumbers(
                null, IntStream.range(start, start + labels.size()).toArray());
    }

    /** The category of a class, or -1 if it has none. */
    int category(int classIndex) {
        if (categories.length == 0 && dataset == null) {
            return classIndex + 1;
        }
        return classIndex < categories.length ? categories[classIndex] : NONE;
    }

    /**
     * The numbers of images: those of the annotations, else the last digits in their names.
     *
     * @throws UsageException if one has none, or two have one number
     */
    Map<Path, Long> images(List<Path> files) {
        Map<Path, Long> ids = new LinkedHashMap<>();
        Map<Long, Path> seen = new HashMap<>();
        for (Path file : files) {
            long id = dataset == null ? lastDigits(file) : annotated(dataset, file);
            Path other = seen.put(id, file);
            if (other != null) {
                throw new UsageException("Expected an image_id of its own for each image, found " + id + " for "
                        + (other.equals(file) ? file + " twice" : other + " and for " + file)
                        + (dataset == null ? ". Give the numbers by --annotations" : ""));
            }
            ids.put(file, id);
        }
        return ids;
    }

    /** By the whole path as far as the annotations tell it: {@code file_name} may have folders. */
    private static long annotated(ObjectDataset dataset, Path file) {
        Path path = file.toAbsolutePath().normalize();
        List<DatasetImage> found = dataset.images().stream()
                .filter(image -> path.endsWith(file.getFileSystem().getPath(image.fileName())))
                .toList();
        if (found.isEmpty()) {
            throw new UsageException("Expected the image " + file.getFileName() + " among the images of "
                    + dataset.name() + ", found none");
        }
        int longest = found.stream()
                .mapToInt(image -> image.fileName().length())
                .max()
                .orElse(0);
        List<DatasetImage> best = found.stream()
                .filter(image -> image.fileName().length() == longest)
                .toList();
        if (best.size() > 1) {
            throw new UsageException(
                    "Expected one image of the file_name " + best.get(0).fileName() + " in "
                            + dataset.name() + ", found the ids "
                            + best.stream().map(DatasetImage::id).toList());
        }
        return best.get(0).id();
    }

    private static long lastDigits(Path file) {
        String name = String.valueOf(file.getFileName());
        int dot = name.lastIndexOf('.');
        Matcher digits = LAST_DIGITS.matcher(dot <= 0 ? name : name.substring(0, dot));
        if (!digits.find()) {
            throw new UsageException("Expected digits in the name of " + file + ", which become its image_id, found"
                    + " none. Give the numbers by --annotations");
        }
        try {
            return Long.parseLong(digits.group(1));
        } catch (NumberFormatException tooLong) {
            throw new UsageException(
                    "Expected at most " + Long.MAX_VALUE + " as the last digits in the name of " + file
                            + ", which become its image_id, found: " + digits.group(1)
                            + ". Give the numbers by --annotations",
                    tooLong);
        }
    }
}
