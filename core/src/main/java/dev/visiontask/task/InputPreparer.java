package dev.visiontask.task;

/**
 * Reads inputs; owns scratch memory. Used by one thread at a time.
 *
 * @param <I> the input of the task
 * @param <C> what the decoder needs to know of the input
 */
public interface InputPreparer<I, C> extends AutoCloseable {
    /**
     * Reads an input.
     *
     * @throws dev.visiontask.BadInputException if it cannot be read
     */
    PreparedInput<C> prepare(I input);

    /**
     * The bytes outside the Java heap that this preparer holds now, between two inputs. Called by the thread that uses it,
     * after each call of a task, so that it should cost next to nothing.
     */
    default long nativeBytes() {
        return 0;
    }

    @Override
    void close();
}
