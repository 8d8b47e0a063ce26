package dev.visiontask.segmentation.evaluation;

import dev.visiontask.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A folder of pictures and a folder of masks, which belong together by their names without the suffix: {@code 0001.jpg}
 * and {@code 0001.png}. Immutable.
 *
 * @param pairs the pictures that have a mask, in the order of their names
 * @param unmatched the files that have no partner
 */
public record MaskFolder(List<Pair> pairs, List<Path> unmatched) {
    private static final int SHOWN = 20;

    /** Copies the lists. */
    public MaskFolder {
        pairs = List.copyOf(pairs);
        unmatched = List.copyOf(unmatched);
    }

    /**
     * A picture with its mask.
     *
     * @param picture the picture
     * @param mask the classes of its pixels
     */
    public record Pair(Path picture, Path mask) {}

    /**
     * Finds what belongs together; hidden files do not count.
     *
     * @throws BadInputException if a folder cannot be read, or two files in one have the same name but for the suffix
     */
    public static MaskFolder of(Path pictures, Path masks) {
        Map<String, Path> byName = files(pictures);
        Map<String, Path> maskByName = files(masks);
        List<Pair> pairs = new ArrayList<>();
        List<Path> unmatched = new ArrayList<>();
        byName.forEach((name, picture) -> {
            Path mask = maskByName.remove(name);
            if (mask == null) {
                unmatched.add(picture);
            } else {
                pairs.add(new Pair(picture, mask));
            }
        });
        unmatched.addAll(maskByName.values());
        return new MaskFolder(pairs, unmatched);
    }

    private static Map<String, Path> files(Path folder) {
        Map<String, Path> byName = new TreeMap<>();
        try (Stream<Path> entries = Files.list(folder)) {
            for (Path file : entries.filter(Files::isRegularFile).sorted().toList()) {
                String name = String.valueOf(file.getFileName());
                int dot = name.lastIndexOf('.');
                if (dot == 0) {
                    continue;
                }
                Path other = byName.put(dot < 0 ? name : name.substring(0, dot), file);
                if (other != null) {
                    throw new BadInputException(
                            folder + ": expected one file of each name, found: " + other + " and " + file);
                }
            }
        } catch (IOException e) {
            throw new BadInputException(folder + ": expected a folder that can be read, found: " + e, e);
        }
        return byName;
    }

    /**
     * This folder, if each picture has a mask and each mask a picture.
     *
     * @throws BadInputException naming the files that have no partner; take {@link #pairs} to leave them out
     */
    public MaskFolder requireComplete() {
        if (!unmatched.isEmpty()) {
            List<Path> shown = unmatched.subList(0, Math.min(SHOWN, unmatched.size()));
            throw new BadInputException("Expected a mask for each picture and a picture for each mask, found "
                    + unmatched.size() + " files without: " + shown + (shown.size() < unmatched.size() ? " ..." : ""));
        }
        if (pairs.isEmpty()) {
            throw new BadInputException("Expected pictures and masks, found none");
        }
        return this;
    }
}
