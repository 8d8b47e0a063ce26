package dev.visiontask.video;

import java.util.Optional;

/**
 * What became of the frames of a source so far.
 *
 * @param decoded pictures that the decoder gave, whether sampling took them or not
 * @param lost pictures that are missing: their data was broken, or the end came before the number that the file
 *     announces
 * @param damaged pictures that are there, but with parts that the decoder had to guess
 * @param disordered pictures whose time was not later than the time of the one before
 * @param reconnects how often a live source was opened again
 * @param firstProblem what was wrong with the first lost picture
 */
public record FrameCounts(
        long decoded, long lost, long damaged, long disordered, long reconnects, Optional<String> firstProblem) {
    /** Nothing read yet. */
    public static final FrameCounts NONE = new FrameCounts(0, 0, 0, 0, 0, Optional.empty());
}
