package dev.visiontask;

import java.util.List;

/**
 * Some inputs of a batch could not be answered. Nothing is lost: {@link #outcomes()} holds the answers of all others, in
 * the order of the inputs.
 */
public final class BatchException extends VisionException {
    private static final long serialVersionUID = 1L;

    private final transient List<? extends Outcome<?>> outcomes;

    /** With the outcome of every input of the batch, in order; at least one is a failure. */
    public BatchException(List<? extends Outcome<?>> outcomes) {
        super(message(outcomes), null);
        this.outcomes = List.copyOf(outcomes);
        for (Outcome<?> outcome : outcomes) {
            if (outcome instanceof Outcome.Failure<?> failure) {
                addSuppressed(failure.error());
            }
        }
    }

    private static String message(List<? extends Outcome<?>> outcomes) {
        StringBuilder message = new StringBuilder();
        int failed = 0;
        for (int i = 0; i < outcomes.size(); i++) {
            if (outcomes.get(i) instanceof Outcome.Failure<?> failure) {
                failed++;
                message.append("\n  input ")
                        .append(i)
                        .append(": ")
                        .append(failure.error().getMessage());
            }
        }
        return failed + " of " + outcomes.size() + " inputs could not be answered; outcomes() has the other answers:"
                + message;
    }

    /** One outcome for each input, in the order of the inputs. */
    public List<? extends Outcome<?>> outcomes() {
        return outcomes;
    }
}
