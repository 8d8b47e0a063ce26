package dev.visiontask.classification;

import java.util.BitSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Options made ready for one model: labels looked up, everything set.
 *
 * @param maxResults at least 1
 * @param scoreThreshold the lowest score
 * @param candidates the indexes that may be returned
 */
record Selection(int maxResults, float scoreThreshold, BitSet candidates) {
    static Selection of(ClassificationOptions options, ClassLabels labels, int defaultMax, float defaultThreshold) {
        Integer max = options.maxResults();
        Float threshold = options.scoreThreshold();
        return new Selection(
                max == null ? defaultMax : max,
                threshold == null ? defaultThreshold : threshold,
                candidates(options, labels));
    }

    private static BitSet candidates(ClassificationOptions options, ClassLabels labels) {
        BitSet candidates = labels.selectable();
        Set<String> allowed = options.allowed();
        Set<String> denied = options.denied();
        if (allowed != null) {
            candidates.and(indexes(allowed, labels));
        }
        if (denied != null) {
            candidates.andNot(indexes(denied, labels));
        }
        return candidates;
    }

    private static BitSet indexes(Set<String> wanted, ClassLabels labels) {
        BitSet indexes = new BitSet();
        for (String label : wanted) {
            List<Integer> found = labels.indexesOf(label);
            if (found.isEmpty()) {
                throw new IllegalArgumentException("Expected a label of the model, found: \"" + label + "\"."
                        + nearest(label, labels) + " info().labels() lists all " + labels.size() + ".");
            }
            found.forEach(indexes::set);
        }
        return indexes;
    }

    private static String nearest(String label, ClassLabels labels) {
        @Nullable String like = labels.startingLike(label);
        return like == null ? "" : " Did you mean \"" + like + "\"?";
    }
}
