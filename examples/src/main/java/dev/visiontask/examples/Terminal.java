package dev.visiontask.examples;

import java.io.Console;
import java.io.PrintStream;

/**
 * Where a program writes.
 *
 * @param out for results
 * @param err for progress and errors
 * @param interactive whether a person watches, so that a line may be drawn over
 */
record Terminal(PrintStream out, PrintStream err, boolean interactive) {
    /** The streams of this process. */
    static Terminal standard() {
        return new Terminal(System.out, System.err, isInteractive());
    }

    // Null is what JDK 17 to 21 give; the newer ones are asked by isTerminal below.
    @SuppressWarnings("SystemConsoleNull")
    private static boolean isInteractive() {
        Console console = System.console();
        if (console == null || "dumb".equals(System.getenv("TERM"))) {
            return false;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException before22) {
            return true;
        }
    }

    /**
     * Ends the process with this exit code. With 0 it only returns, so that the Maven that runs the program ends in its
     * own way.
     */
    void exit(int code) {
        out.flush();
        err.flush();
        if (code != ExitCode.OK) {
            System.exit(code);
        }
    }
}
