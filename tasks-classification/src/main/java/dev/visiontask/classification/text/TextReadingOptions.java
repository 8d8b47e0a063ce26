package dev.visiontask.classification.text;

/** There is nothing yet that a call may choose. */
final class TextReadingOptions {
    static final TextReadingOptions NONE = new TextReadingOptions();

    private TextReadingOptions() {}
}
