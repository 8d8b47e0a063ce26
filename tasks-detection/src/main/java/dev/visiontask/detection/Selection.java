package dev.visiontask.detection;

import java.util.BitSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Options made ready for one model: labels looked up, everything set.
 *
 * @param maxResults at least 1
 * @param scoreThreshold the lowest score
 * @param nms what becomes of boxes that overlap
 * @param nmsIou how much they may overlap
 * @param classes the classes that may be returned, by their place in the model's output; null for every class of
 *     {@code firstClass} and above
 * @param firstClass the first class that has a label
 * @param background the class that is never returned, or -1
 */
record Selection(
        int maxResults,
        float scoreThreshold,
        NmsMode nms,
        float nmsIou,
        @Nullable BitSet classes,
        int firstClass,
        int background) {
    static final int DEFAULT_MAX = 100;
    static final float DEFAULT_THRESHOLD = 0.25f;
    static final float DEFAULT_IOU = 0.5f;

    /** Nothing left out. */
    static final Selection EVERYTHING = new Selection(Integer.MAX_VALUE, 0, NmsMode.NONE, 1, null, 0, -1);

    /** Options for a model of these classes; {@code defaultNms} is what its family needs. */
    static Selection of(DetectionOptions options, DetectionLabels labels, NmsMode defaultNms) {
        Integer max = options.maxResults();
        Float threshold = options.scoreThreshold();
        NmsMode mode = options.nms();
        Float iou = options.nmsIou();
        return new Selection(
                max == null ? DEFAULT_MAX : max,
                threshold == null ? DEFAULT_THRESHOLD : threshold,
                mode == null ? defaultNms : mode,
                iou == null ? DEFAULT_IOU : iou,
                classes(options, labels),
                labels.offset(),
                labels.background());
    }

    boolean accepts(int classIndex) {
        return classes == null ? classIndex >= firstClass && classIndex != background : classes.get(classIndex);
    }

    private static @Nullable BitSet classes(DetectionOptions options, DetectionLabels labels) {
        Set<String> allowed = options.allowed();
        Set<String> denied = options.denied();
        if (allowed == null && denied == null) {
            return null;
        }
        labels.check(options);
        BitSet classes = new BitSet();
        if (allowed != null) {
            classes.or(indexes(allowed, labels));
        } else {
            labels.addTo(classes);
        }
        if (denied != null) {
            classes.andNot(indexes(denied, labels));
        }
        if (labels.background() >= 0) {
            classes.clear(labels.background());
        }
        return classes;
    }

    private static BitSet indexes(Set<String> wanted, DetectionLabels labels) {
        BitSet indexes = new BitSet();
        for (String label : wanted) {
            labels.classesOf(label).forEach(indexes::set);
        }
        return indexes;
    }
}
