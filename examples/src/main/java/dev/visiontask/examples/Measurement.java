package dev.visiontask.examples;

import java.util.List;

/** What {@link Evaluate} must know of one kind of task. */
interface Measurement {
    /** The options that say what is true, any of which chooses this kind. */
    List<Option> truth();

    /** The other options that only some kinds have. */
    List<Option> options();

    /** What is measured, a heading. */
    String title();

    /**
     * Lets the model answer all pictures and compares.
     *
     * @throws UsageException if the truth does not fit the pictures or the model
     */
    Measured measure(Arguments arguments, Terminal terminal);

    /**
     * What came out.
     *
     * @param text the figures for people
     * @param json the figures on one line
     * @param report the worst pictures
     * @param isComplete whether every picture was answered
     */
    record Measured(String text, String json, Report report, boolean isComplete) {}
}
