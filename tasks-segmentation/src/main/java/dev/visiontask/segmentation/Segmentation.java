package dev.visiontask.segmentation;

import dev.visiontask.ImageSize;
import dev.visiontask.draw.Drawable;
import dev.visiontask.draw.Overlay;
import dev.visiontask.json.JsonObjectText;
import dev.visiontask.json.JsonResult;
import dev.visiontask.mask.Mask;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import java.util.stream.Collectors;

/**
 * Which class each pixel of a picture belongs to. Everything is in the frame of the picture as a person sees it, after
 * EXIF rotation. Immutable.
 *
 * <p>{@code Overlay.on(image).draw(result)} of {@code dev.visiontask.draw} draws it with a legend of the classes that occur;
 * {@code classes(result.map())} without.
 *
 * @param map the class of each pixel
 * @param labels the names of all classes of the model, by index
 * @param scores the scores that the options asked for, in the order of the class indexes; mostly empty
 */
public record Segmentation(ClassMap map, List<String> labels, List<ScoreMap> scores) implements Drawable, JsonResult {
    private static final int COLORS = 256;

    /** Copies the lists and checks that every class has a label. */
    public Segmentation {
        Objects.requireNonNull(map, "map");
        labels = List.copyOf(labels);
        scores = List.copyOf(scores);
        if (map.highest() >= labels.size()) {
            throw new IllegalArgumentException(
                    "Expected a label for class " + map.highest() + ", found: " + labels.size() + " labels");
        }
        for (ScoreMap score : scores) {
            if (!score.size().equals(map.size())) {
                throw new IllegalArgumentException("Expected scores of " + map.size() + ", found: " + score);
            }
        }
    }

    /** The size of the picture. */
    public ImageSize imageSize() {
        return map.size();
    }

    /** The name of the class of a pixel; empty if it has none. */
    public Optional<String> labelAt(int x, int y) {
        int index = map.at(x, y);
        return index == ClassMap.IGNORED ? Optional.empty() : Optional.of(labels.get(index));
    }

    /** How much each class covers, the largest first, equal ones in the order of their indexes; only those that occur. */
    public List<ClassArea> areas() {
        List<ClassArea> areas = new ArrayList<>();
        for (int index = 0; index < labels.size(); index++) {
            long pixels = map.count(index);
            if (pixels > 0) {
                areas.add(new ClassArea(index, labels.get(index), pixels, share(pixels)));
            }
        }
        areas.sort(Comparator.comparingLong(ClassArea::pixels).reversed());
        return areas;
    }

    /**
     * The share of the picture that a class covers, 0 to 1; of all classes of this name.
     *
     * @throws IllegalArgumentException if the model has no such label
     */
    public double share(String label) {
        checkLabel(label);
        long pixels = 0;
        for (int index = 0; index < labels.size(); index++) {
            pixels += labels.get(index).equals(label) ? map.count(index) : 0;
        }
        return share(pixels);
    }

    private void checkLabel(String label) {
        if (!labels.contains(label)) {
            throw new IllegalArgumentException("Expected a label of " + labels + ", found: " + label);
        }
    }

    private double share(long pixels) {
        return pixels / (double) map.size().pixels();
    }

    /**
     * The pixels of a class as a mask: run lengths, COCO's form, overlaps.
     *
     * @throws IndexOutOfBoundsException if the model has no such class
     */
    public Mask mask(int index) {
        Objects.checkIndex(index, labels.size());
        return Mask.of(map.size(), (x, y) -> map.at(x, y) == index);
    }

    /**
     * The pixels of all classes of this name.
     *
     * @throws IllegalArgumentException if the model has no such label
     */
    public Mask mask(String label) {
        checkLabel(label);
        return Mask.of(map.size(), (x, y) -> {
            int index = map.at(x, y);
            return index != ClassMap.IGNORED && labels.get(index).equals(label);
        });
    }

    /**
     * The scores of the class of this name, if the options asked for them.
     *
     * @throws IllegalArgumentException if several classes have this name, whose scores {@link #scores(int)} tells apart
     */
    public Optional<ScoreMap> scores(String label) {
        List<ScoreMap> named =
                scores.stream().filter(score -> score.label().equals(label)).toList();
        if (named.size() > 1) {
            throw new IllegalArgumentException("Expected the label of one class, found \"" + label
                    + "\", the label of the classes "
                    + named.stream().map(ScoreMap::index).toList() + ". Ask for the scores by the index of the class.");
        }
        return named.stream().findFirst();
    }

    /**
     * The scores of a class, if the options asked for them by its label.
     *
     * @throws IndexOutOfBoundsException if the model has no such class
     */
    public Optional<ScoreMap> scores(int index) {
        Objects.checkIndex(index, labels.size());
        return scores.stream().filter(score -> score.index() == index).findFirst();
    }

    @Override
    public void drawOn(Overlay overlay) {
        overlay.classes(map).legend(areas().stream().collect(Collectors.toMap(ClassArea::index, ClassArea::label)));
    }

    /**
     * As a PNG file of gray pixels: the value is the class index; 8 bits with 255 for no class, or, of a model with more
     * than 255 classes, 16 bits with 65535 for no class.
     */
    public byte[] toPng() {
        return map.isWide() ? PngImages.gray(map.size(), map.shorts()) : PngImages.gray(map.size(), map.bytes());
    }

    /**
     * As a PNG file of 8 bits with the palette of Pascal VOC: the value is the class index, 255 for no class, and
     * people see colours.
     *
     * @throws IllegalStateException if a class index is above 254
     */
    public byte[] toPalettePng() {
        return PngImages.palette(map.size(), narrow(), VocPalette.colors());
    }

    /**
     * As {@link #toPalettePng()} with colours of one's own.
     *
     * @param colors from a class index to {@code 0xRRGGBB}; pixels without a class are as in Pascal VOC
     * @throws IllegalStateException if a class index is above 254
     */
    public byte[] toPalettePng(IntUnaryOperator colors) {
        int[] rgb = VocPalette.colors();
        for (int index = 0; index < Math.min(labels.size(), COLORS - 1); index++) {
            rgb[index] = colors.applyAsInt(index);
        }
        return PngImages.palette(map.size(), narrow(), rgb);
    }

    private byte[] narrow() {
        return map.isWide() ? map.toBytes() : map.bytes();
    }

    /**
     * As JSON on one line: {@code
     * {"width":640,"height":480,"areas":[{"index":15,"label":"person","pixels":9000,"share":0.03},...],"ignored":0.0}};
     * {@code ignored} is the share of the pixels without a class.
     */
    @Override
    public String toJson() {
        return new JsonObjectText()
                .put("width", map.size().width())
                .put("height", map.size().height())
                .put("areas", areas().stream().map(ClassArea::json).toList())
                .put("ignored", share(map.count(ClassMap.IGNORED)))
                .toString();
    }
}
