package dev.visiontask.segmentation.evaluation;

import dev.visiontask.segmentation.ClassMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the pixel values of mask files mean: which class, or none. Data sets number their classes in ways of their own:
 * Pascal VOC as the models do, with 255 for outlines that nobody shall judge; ADE20K from 1, with 0 for "other"; others
 * in steps. Immutable.
 */
public final class MaskValues {
    private static final int OUTLINE = 255;

    /** The value is the class index; 255 stands for no class. As Pascal VOC has it. */
    public static final MaskValues PLAIN = new MaskValues(0, Map.of(OUTLINE, ClassMap.IGNORED));

    /** The value less one is the class index; 0 and 255 stand for no class. As ADE20K has it. */
    public static final MaskValues REDUCED = new MaskValues(1, Map.of(0, ClassMap.IGNORED, OUTLINE, ClassMap.IGNORED));

    private final int offset;
    private final Map<Integer, Integer> special;

    private MaskValues(int offset, Map<Integer, Integer> special) {
        this.offset = offset;
        this.special = Map.copyOf(special);
    }

    /** With another value that stands for no class: 11 in CamVid. Such pixels are not judged. */
    public MaskValues ignoring(int value) {
        return with(value, ClassMap.IGNORED);
    }

    /** With another meaning of one value; all others stay as they are. */
    public MaskValues mapping(int value, int classIndex) {
        if (classIndex < 0) {
            throw new IllegalArgumentException("Expected a class index of at least 0, found: " + classIndex
                    + "; ignoring(value) is for pixels without a class");
        }
        return with(value, classIndex);
    }

    private MaskValues with(int value, int index) {
        if (value < 0) {
            throw new IllegalArgumentException("Expected a pixel value of at least 0, found: " + value);
        }
        Map<Integer, Integer> more = new TreeMap<>(special);
        more.put(value, index);
        return new MaskValues(offset, more);
    }

    /** The class of a pixel value, which may be beyond the classes at hand; {@link ClassMap#IGNORED} for no class. */
    int classOf(int value) {
        return special.getOrDefault(value, value - offset);
    }
}
