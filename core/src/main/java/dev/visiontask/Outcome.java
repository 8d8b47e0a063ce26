package dev.visiontask;

import java.util.Objects;

/**
 * What became of one input of a batch: an answer or the reason why there is none.
 *
 * @param <R> the result type of the task
 */
public sealed interface Outcome<R> {
    /**
     * The answer.
     *
     * @throws VisionException the error, if there is no answer
     */
    R orThrow();

    /** Whether there is an answer. */
    boolean isSuccess();

    /**
     * An answered input.
     *
     * @param value the answer
     */
    record Success<R>(R value) implements Outcome<R> {
        /** Checks that there is a value. */
        public Success {
            Objects.requireNonNull(value, "value");
        }

        @Override
        public R orThrow() {
            return value;
        }

        @Override
        public boolean isSuccess() {
            return true;
        }
    }

    /**
     * An input that could not be answered.
     *
     * @param error why
     */
    record Failure<R>(VisionException error) implements Outcome<R> {
        /** Checks that there is an error. */
        public Failure {
            Objects.requireNonNull(error, "error");
        }

        @Override
        public R orThrow() {
            throw error;
        }

        @Override
        public boolean isSuccess() {
            return false;
        }
    }
}
