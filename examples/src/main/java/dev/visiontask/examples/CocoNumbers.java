package dev.visiontask.examples;

import dev.visiontask.detection.evaluation.Category;
import dev.visiontask.detection.evaluation.ObjectDataset;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Which numbers COCO has for pictures and for a model's classes. */
final class CocoNumbers {
    /** The numbers of 1 to 90 that the 80 categories of COCO leave out. */
    private static final List<Integer> UNUSED = List.of(12, 26, 29, 30, 45, 66, 68, 69, 71, 83);

    private static final int NUMBERS = 90;
    private static final int NONE = -1;
    private static final Pattern LAST_DIGITS = Pattern.compile("(\\d{1,18})\\D*$");

    private final @Nullable ObjectDataset dataset;
    private final int[] categories;

    private CocoNumbers(@Nullable ObjectDataset dataset, int[] categories) {
        this.dataset = dataset;
        this.categories = categories;
    }

    /**
     * By an instances file: pictures by their names, classes by theirs. Names that differ are taken in order, if there
     * are as many labels as categories and those names that are the same stand in the same places: COCO's older names,
     * such as {@code motorbike}, are common.
     */
    static CocoNumbers of(ObjectDataset dataset, List<String> labels) {
        List<Category> known = dataset.categories();
        Map<String, Integer> places = new HashMap<>();
        for (int i = 0; i < known.size(); i++) {
            places.putIfAbsent(known.get(i).name(), i);
        }
        boolean inOrder = labels.size() == known.size()
                && IntStream.range(0, labels.size()).allMatch(i -> places.getOrDefault(labels.get(i), i) == i);
        int[] categories = IntStream.range(0, labels.size())
                .map(i -> inOrder ? i : places.getOrDefault(labels.get(i), NONE))
                .map(place -> place == NONE ? NONE : known.get(place).id())
                .toArray();
        return new CocoNumbers(dataset, categories);
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
     * The number of a picture: that of the annotations, else the last digits in its name.
     *
     * @throws UsageException if it has none
     */
    long picture(Path file) {
        String name = String.valueOf(file.getFileName());
        if (dataset != null) {
            return dataset.image(name)
                    .orElseThrow(() -> new UsageException(
                            "Expected the picture " + name + " among the images of " + dataset.name() + ", found none"))
                    .id();
        }
        int dot = name.lastIndexOf('.');
        Matcher digits = LAST_DIGITS.matcher(dot < 0 ? name : name.substring(0, dot));
        if (!digits.find()) {
            throw new UsageException("Expected digits in the name of " + file + ", which become its image_id, found"
                    + " none. Give the numbers by --annotations");
        }
        return Long.parseLong(digits.group(1));
    }
}
