package dev.visiontask.task;

import dev.visiontask.Outcome;
import java.util.List;

/**
 * What a task does in a call; by several threads at a time.
 *
 * @param <I> the input
 * @param <O> the options of a call
 * @param <R> the result
 */
interface CallWork<I, O, R> {
    /** Checks options before anything is done for them; the caller's mistake is an {@link IllegalArgumentException}. */
    void check(O options);

    /** Answers one input; waits for its turn. */
    R one(I input, O options);

    /** Answers several inputs, each on its own account; waits for its turn. */
    List<Outcome<R>> several(List<I> inputs, O options);
}
