package dev.visiontask.examples;

import java.util.ArrayList;
import java.util.List;

/** What does not fit in the truth: each is named, and the rest is measured only if the caller says so. */
final class Problems {
    private static final int NAMED = 20;

    private final List<String> found = new ArrayList<>();

    /** Notes one. */
    void add(String problem) {
        found.add(problem);
    }

    /**
     * Refuses them, or names what is left out.
     *
     * @throws UsageException if there are any and {@link Evaluate#SKIP} was not given
     */
    void check(Arguments arguments, Terminal terminal) {
        if (found.isEmpty()) {
            return;
        }
        String more = found.size() > NAMED ? "\n  and " + (found.size() - NAMED) + " more" : "";
        String named = String.join("\n  ", found.subList(0, Math.min(NAMED, found.size()))) + more;
        if (!arguments.has(Evaluate.SKIP)) {
            throw new UsageException("Expected truth that fits the pictures and the model, found:\n  " + named
                    + "\nLeave these out with " + Evaluate.SKIP + ".");
        }
        terminal.err().println("left out:\n  " + named);
    }
}
