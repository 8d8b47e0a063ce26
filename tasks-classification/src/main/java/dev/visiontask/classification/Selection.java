package dev.visiontask.classification;

import java.util.BitSet;
import java.util.Set;

/**
 * Options made ready for one model: labels looked up, everything set.
 *
 * @param maxResults at least 1
 * @param scoreThreshold the lowest score
 * @param candidates the indexes that may be returned
 */
record Selection(int maxResults, float scoreThreshold, BitSet candidates) {
    /**
     * Prepares options.
     *
     * @throws IllegalArgumentException if they name a label that the model does not have
     */
    static Selection of(ClassificationOptions options, ClassLabels labels, int defaultMax, float defaultThreshold) {
        labels.check(options);
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
        wanted.forEach(label -> labels.indexesOf(label).forEach(indexes::set));
        return indexes;
    }
}
