package dev.visiontask.detection.evaluation;

import dev.visiontask.BadInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Pictures with the objects that people marked in them: the truth that a detector is measured against. Immutable.
 *
 * <p>Annotations that cannot be used (a picture or category that is not listed, a box of negative width, a line that is
 * not understood) are left out and named in {@link #problems()}. Evaluations refuse a data set with problems unless they
 * are told to skip them.
 */
public final class ObjectDataset {
    private final String name;
    private final List<Category> categories;
    private final List<DatasetImage> images;
    private final Map<String, List<DatasetImage>> byName;
    private final List<TrueObject> objects;
    private final List<String> problems;

    private ObjectDataset(Builder builder, List<TrueObject> objects) {
        this.name = builder.name;
        this.categories = builder.categories.stream()
                .sorted(Comparator.comparingInt(Category::id))
                .toList();
        this.images = builder.images.stream()
                .sorted(Comparator.comparingLong(DatasetImage::id))
                .toList();
        this.byName = images.stream().collect(Collectors.groupingBy(DatasetImage::fileName));
        this.objects = objects;
        this.problems = List.copyOf(builder.problems);
    }

    /**
     * Reads a COCO instances file: {@code images}, {@code categories} and {@code annotations} with boxes, polygons or run
     * lengths, and {@code iscrowd}.
     *
     * @throws BadInputException if the file cannot be read, is not such JSON, or lists an id twice
     */
    public static ObjectDataset readCoco(Path file) {
        return new CocoInstancesReader(file).read();
    }

    /**
     * Reads YOLO labels: beside each picture's name a text file with a line for each object, {@code class x y width
     * height}, the middle and size of its box as shares of the picture's; or {@code class x y x y ...}, its polygon. A
     * picture without a file, or with an empty one, shows no object. Pictures are numbered from 1 in the order of their
     * file names, categories from 0.
     *
     * @param pictures the folder of the pictures
     * @param labels the folder of the text files; may be the same
     * @param names the names of the classes
     * @throws BadInputException if a folder or file cannot be read, or a picture's size
     */
    public static ObjectDataset readYolo(Path pictures, Path labels, List<String> names) {
        return new YoloReader(pictures, labels, names).read();
    }

    /**
     * Reads Pascal VOC annotations: an XML file for each picture. Pictures are numbered from 1 in the order of the files'
     * names, categories from 1 in the order of the alphabet. Corners are pixels counted from 1, both inside of the box, as
     * the Pascal VOC challenge has them: a box from 1 to 10 is 10 pixels wide.
     *
     * @param annotations the folder of the XML files
     * @throws BadInputException if it cannot be read
     */
    public static ObjectDataset readVoc(Path annotations) {
        return new VocReader(annotations).read();
    }

    /** Collects a data set from elsewhere. */
    public static Builder builder(String name) {
        return new Builder(name);
    }

    /** What messages call it, such as the file it comes from. */
    public String name() {
        return name;
    }

    /** The classes, by ascending id. */
    public List<Category> categories() {
        return categories;
    }

    /** The pictures, by ascending id. */
    public List<DatasetImage> images() {
        return images;
    }

    /**
     * The image with this file name, if there is one.
     *
     * @throws BadInputException if several have it
     */
    public Optional<DatasetImage> image(String fileName) {
        List<DatasetImage> named = byName.getOrDefault(fileName, List.of());
        if (named.size() > 1) {
            throw new BadInputException("Expected each file_name once in " + name + ", found \"" + fileName
                    + "\" for the images "
                    + named.stream().map(DatasetImage::id).toList()
                    + ". Give each its path from the folder of the images");
        }
        return named.stream().findFirst();
    }

    /** The objects in all pictures, in the order of the annotations. */
    public List<TrueObject> objects() {
        return objects;
    }

    /** What was left out and why, a line each; empty if everything is used. */
    public List<String> problems() {
        return problems;
    }

    /**
     * The pictures whose files are not there.
     *
     * @param folder the folder of the pictures
     */
    public List<DatasetImage> missingFiles(Path folder) {
        return images.stream()
                .filter(image -> !Files.isRegularFile(folder.resolve(image.fileName())))
                .toList();
    }

    /** Collects a data set. Not for use by several threads. */
    public static final class Builder {
        private final String name;
        private final List<Category> categories = new ArrayList<>();
        private final List<DatasetImage> images = new ArrayList<>();
        private final List<TrueObject> objects = new ArrayList<>();
        private final List<String> problems = new ArrayList<>();

        private Builder(String name) {
            this.name = name;
        }

        /** Adds a class. */
        public Builder add(Category category) {
            categories.add(category);
            return this;
        }

        /** Adds a picture. */
        public Builder add(DatasetImage image) {
            images.add(image);
            return this;
        }

        /** Adds an object; its picture and class may come later. */
        public Builder add(TrueObject object) {
            objects.add(object);
            return this;
        }

        /** Notes what is left out and why. */
        public Builder problem(String text) {
            problems.add(text);
            return this;
        }

        /**
         * The data set. Objects of pictures or classes that it does not have become problems.
         *
         * @throws BadInputException if two pictures or two classes have one id
         */
        public ObjectDataset build() {
            Set<Long> imageIds = new HashSet<>();
            images.forEach(image -> unique(imageIds.add(image.id()), "image", image.id()));
            Set<Integer> categoryIds = new HashSet<>();
            categories.forEach(category -> unique(categoryIds.add(category.id()), "category", category.id()));
            Set<Long> noImage = new HashSet<>();
            Set<Integer> noCategory = new HashSet<>();
            List<TrueObject> known = new ArrayList<>(objects.size());
            for (TrueObject object : objects) {
                if (!imageIds.contains(object.imageId())) {
                    noImage.add(object.imageId());
                } else if (!categoryIds.contains(object.categoryId())) {
                    noCategory.add(object.categoryId());
                } else {
                    known.add(object);
                }
            }
            noImage.stream().sorted().forEach(id -> problem("annotations of picture " + id + ", which is not listed"));
            noCategory.stream().sorted().forEach(id -> problem("annotations of the unknown category " + id));
            return new ObjectDataset(this, List.copyOf(known));
        }

        private void unique(boolean first, String what, long id) {
            if (!first) {
                throw new BadInputException("Expected each " + what + " once in " + name + ", found twice: id " + id);
            }
        }
    }
}
