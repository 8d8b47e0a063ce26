package dev.visiontask.detection.evaluation;

import dev.visiontask.ImageSize;
import dev.visiontask.json.JsonInput;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a COCO instances file from front to back. */
final class CocoInstancesReader {
    private final Path file;
    private final ObjectDataset.Builder dataset;
    private final List<Read> read = new ArrayList<>();
    private final Map<Long, ImageSize> sizes = new HashMap<>();

    /** The reference looks annotations up by their ids: two of one id are one of them twice there. */
    private final Set<Long> annotationIds = new HashSet<>();

    CocoInstancesReader(Path file) {
        this.file = file;
        this.dataset = ObjectDataset.builder(file.toString());
    }

    ObjectDataset read() {
        try (JsonInput json = JsonInput.open(file)) {
            Seen seen = new Seen();
            json.object(member -> {
                switch (member) {
                    case "images" -> {
                        seen.images = true;
                        json.array(() -> add(image(json)));
                    }
                    case "categories" -> {
                        seen.categories = true;
                        json.array(() -> dataset.add(category(json)));
                    }
                    case "annotations" -> {
                        seen.annotations = true;
                        json.array(() -> annotation(json));
                    }
                    default -> json.skip();
                }
            });
            json.end();
            if (!seen.images || !seen.categories || !seen.annotations) {
                throw json.bad("images, categories and annotations, as a COCO instances file has", seen.missing());
            }
        }
        read.forEach(this::check);
        return dataset.build();
    }

    /** An annotation that is understood; the size of its image may stand behind it in the file. */
    private record Read(String name, TrueObject object) {}

    private void check(Read annotation) {
        TrueObject object = annotation.object();
        ImageSize size = sizes.get(object.imageId());
        try {
            BoxRules.check(object.box(), size);
            CocoShapes.checkArea(object);
            if (object.outline() != null) {
                object.outline().check(size);
                CocoShapes.checkPlace(object.box(), object.outline(), size);
            }
            dataset.add(object);
        } catch (IllegalArgumentException wrong) {
            dataset.problem(annotation.name() + ": " + wrong.getMessage());
        }
    }

    private static final class Seen {
        private boolean images;
        private boolean categories;
        private boolean annotations;

        String missing() {
            return "none of" + (images ? "" : " images") + (categories ? "" : " categories")
                    + (annotations ? "" : " annotations");
        }
    }

    private void add(DatasetImage image) {
        dataset.add(image);
        if (image.size() != null) {
            sizes.put(image.id(), image.size());
        }
    }

    private static DatasetImage image(JsonInput json) {
        var image = new Object() {
            @Nullable
            Long id;

            String name = "";
            int width;
            int height;
        };
        json.presentMembers(member -> {
            switch (member) {
                case "id" -> image.id = json.integer();
                case "file_name" -> image.name = json.text();
                case "width" -> image.width = whole(json);
                case "height" -> image.height = whole(json);
                default -> json.skip();
            }
        });
        Long id = image.id;
        if (id == null) {
            throw json.bad("an id of each of the images", "one without, file_name \"" + image.name + "\"");
        }
        if (image.width < 0 || image.height < 0) {
            throw json.bad(
                    "a width and height of at least 0", "image " + id + " of " + image.width + "x" + image.height);
        }
        boolean sized = image.width > 0 && image.height > 0;
        return new DatasetImage(id, image.name, sized ? new ImageSize(image.width, image.height) : null);
    }

    private static int whole(JsonInput json) {
        long value = json.integer();
        if ((int) value != value) {
            throw json.bad("a number below 2^31", Long.toString(value));
        }
        return (int) value;
    }

    private static Category category(JsonInput json) {
        var category = new Object() {
            @Nullable
            Integer id;

            String name = "";
        };
        json.presentMembers(member -> {
            switch (member) {
                case "id" -> category.id = whole(json);
                case "name" -> category.name = json.text();
                default -> json.skip();
            }
        });
        Integer id = category.id;
        if (id == null) {
            throw json.bad("an id of each of the categories", "one without, name \"" + category.name + "\"");
        }
        return new Category(id, category.name);
    }

    /** One element of {@code annotations}, before anything is checked. */
    private static final class Raw {
        private @Nullable Long id;
        private @Nullable Long image;
        private @Nullable Long category;
        private double @Nullable [] box;
        private @Nullable Double area;
        private boolean crowd;
        private CocoShapes.@Nullable Raw shape;
    }

    private void annotation(JsonInput json) {
        Raw raw = new Raw();
        json.presentMembers(member -> {
            switch (member) {
                case "id" -> raw.id = json.integer();
                case "image_id" -> raw.image = json.integer();
                case "category_id" -> raw.category = json.integer();
                case "bbox" -> raw.box = json.numbers();
                case "area" -> raw.area = json.number();
                case "iscrowd" -> raw.crowd = json.flag();
                case "segmentation" -> raw.shape = CocoShapes.Raw.read(json);
                default -> json.skip();
            }
        });
        Long id = raw.id;
        String name = "annotation " + (id == null ? "without an id" : id);
        try {
            if (id != null && !annotationIds.add(id)) {
                throw new IllegalArgumentException("Expected each annotation once, found this id for another one, too: "
                        + "of image " + raw.image + " and category " + raw.category);
            }
            read.add(new Read(name, object(raw)));
        } catch (IllegalArgumentException | ArithmeticException wrong) {
            dataset.problem(name + ": " + wrong.getMessage());
        }
    }

    private static TrueObject object(Raw raw) {
        Long image = raw.image;
        Long category = raw.category;
        double[] bbox = raw.box;
        if (image == null || category == null || bbox == null) {
            throw new IllegalArgumentException("Expected image_id, category_id and bbox, found no "
                    + (image == null ? "image_id" : category == null ? "category_id" : "bbox"));
        }
        CocoBox box = CocoShapes.box(bbox);
        CocoShapes.Raw shape = raw.shape;
        Outline outline = shape == null ? null : shape.outline();
        TrueObject.Kind kind = raw.crowd ? TrueObject.Kind.CROWD : TrueObject.Kind.OBJECT;
        double area = raw.area == null ? box.area() : CocoShapes.area(raw.area, box, outline);
        return new TrueObject(image, Math.toIntExact(category), box, area, kind, outline);
    }
}
