package dev.visiontask.detection.evaluation;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Reads a folder of Pascal VOC annotations, see {@link ObjectDataset#readVoc}. */
final class VocReader {
    private final Path folder;
    private final ObjectDataset.Builder dataset;

    VocReader(Path folder) {
        this.folder = folder;
        this.dataset = ObjectDataset.builder(folder.toString());
    }

    ObjectDataset read() {
        List<VocFile> files = new ArrayList<>();
        for (Path file : FolderListing.of(folder, Set.of("xml"))) {
            try {
                files.add(VocFile.read(file));
            } catch (IllegalArgumentException wrong) {
                dataset.problem(file.getFileName() + ": " + wrong.getMessage());
            }
        }
        Map<String, Integer> ids = categories(files);
        long image = 0;
        Map<String, String> described = new HashMap<>();
        for (VocFile file : files) {
            String before = described.putIfAbsent(file.image(), file.name());
            if (before != null) {
                dataset.problem(file.name() + ": Expected an image of its own for each file, found " + file.image()
                        + " in " + before + " too; correct the element filename");
                continue;
            }
            image++;
            dataset.add(new DatasetImage(image, file.image(), file.size()));
            for (VocFile.Marked object : file.objects()) {
                add(object, image, ids, file);
            }
        }
        return dataset.build();
    }

    private Map<String, Integer> categories(List<VocFile> files) {
        Set<String> names = new TreeSet<>();
        files.forEach(file -> file.objects().forEach(object -> names.add(object.name())));
        Map<String, Integer> ids = new HashMap<>();
        for (String name : names) {
            ids.put(name, ids.size() + 1);
            dataset.add(new Category(ids.size(), name));
        }
        return ids;
    }

    private void add(VocFile.Marked object, long image, Map<String, Integer> ids, VocFile file) {
        try {
            CocoBox box = object.box(file.size());
            TrueObject.Kind kind = object.difficult() ? TrueObject.Kind.DIFFICULT : TrueObject.Kind.OBJECT;
            int category = ids.getOrDefault(object.name(), 0);
            dataset.add(new TrueObject(image, category, box, box.area(), kind, null));
        } catch (IllegalArgumentException wrong) {
            dataset.problem(file.name() + " line " + object.line() + ": object " + object.name() + " in " + file.image()
                    + ": " + wrong.getMessage());
        }
    }
}
