package dev.visiontask.examples;

import dev.visiontask.VisionException;
import dev.visiontask.detection.Detection;
import dev.visiontask.detection.evaluation.Category;
import dev.visiontask.detection.evaluation.DatasetImage;
import dev.visiontask.detection.evaluation.ObjectDataset;
import dev.visiontask.segmentation.ClassMap;
import dev.visiontask.segmentation.evaluation.MaskReader;
import dev.visiontask.segmentation.evaluation.MaskValues;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The pages that come with the examples, with what is on them: {@code pictures}, their regions in {@code instances.json}
 * and the classes of their pixels in {@code masks}.
 */
final class SamplePages {
    private final Path folder;
    private final ObjectDataset dataset;
    private final Map<Integer, String> names;

    private SamplePages(Path folder, ObjectDataset dataset) {
        this.folder = folder;
        this.dataset = dataset;
        this.names = dataset.categories().stream().collect(Collectors.toMap(Category::id, Category::name));
    }

    /**
     * The pages in the folder {@code pages} of this module.
     *
     * @throws UsageException if there are none
     */
    static SamplePages in(Path examples) {
        Path folder = examples.resolve("pages");
        try {
            ObjectDataset dataset = ObjectDataset.readCoco(folder.resolve("instances.json"));
            if (dataset.images().isEmpty()) {
                throw new UsageException("Expected pages in " + folder + ", found none");
            }
            return new SamplePages(folder, dataset);
        } catch (VisionException e) {
            throw new UsageException("Expected pages in " + folder + ", found: " + e.getMessage(), e);
        }
    }

    /** The pictures, in the order of their numbers. */
    List<Path> pictures() {
        return dataset.images().stream().map(this::picture).toList();
    }

    private Path picture(DatasetImage image) {
        return folder.resolve("pictures").resolve(image.fileName());
    }

    /** The regions of a page, as something that finds them all would. */
    List<Detection> regions(Path picture) {
        List<Detection> regions = new ArrayList<>();
        dataset.image(String.valueOf(picture.getFileName()))
                .ifPresent(image -> dataset.objects().stream()
                        .filter(object -> object.imageId() == image.id())
                        .forEach(object -> regions.add(new Detection(
                                object.categoryId(),
                                names.getOrDefault(object.categoryId(), ""),
                                1,
                                object.box().toBox()))));
        return regions;
    }

    /** The class of each pixel of a page. */
    ClassMap mask(Path picture, int classes) {
        String name = String.valueOf(picture.getFileName());
        String stem = name.substring(0, name.lastIndexOf('.'));
        return new MaskReader(MaskValues.PLAIN, classes)
                .read(folder.resolve("masks").resolve(stem + ".png"));
    }
}
