package dev.visiontask.examples;

/** What the programs tell the shell. */
final class ExitCode {
    /** Everything was answered. */
    static final int OK = 0;
    /** Some pictures were not answered, or the engines disagree. */
    static final int FAILED = 1;
    /** The call was wrong: an option, an input that matches nothing, a model that does not open. */
    static final int USAGE = 2;

    private ExitCode() {}
}
