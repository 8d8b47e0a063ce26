package dev.visiontask.evaluation;

/** Hears how far a long run has come. Called on the thread that does the work, so it should return at once. */
@FunctionalInterface
public interface Progress {
    /** Hears nothing. */
    Progress NONE = (done, total) -> {};

    /**
     * Some steps are done.
     *
     * @param done how many, from 1; never falls
     * @param total how many there are
     */
    void update(long done, long total);
}
