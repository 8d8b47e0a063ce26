package dev.visiontask.examples;

import dev.visiontask.BackendNotFoundException;
import dev.visiontask.TaskInfo;
import dev.visiontask.VisionException;
import java.util.List;

/**
 * What one engine said.
 *
 * @param engine what it ran, or why it did not
 * @param answers one a picture; empty if it did not run
 * @param isBroken whether it should have worked but failed, or left a picture without an answer
 * @param <R> the result of the task
 */
record EngineRun<R>(Report.Engine engine, List<Answer<R>> answers, boolean isBroken) {
    /** Copies the list. */
    EngineRun {
        answers = List.copyOf(answers);
    }

    /** The engine ran. */
    static <R> EngineRun<R> done(TaskInfo info, List<Answer<R>> answers) {
        boolean allAnswered =
                answers.stream().allMatch(answer -> answer.outcome().isSuccess());
        return new EngineRun<>(Report.Engine.working(info), answers, !allAnswered);
    }

    /** The engine does not work on this machine, which is no fault. */
    static <R> EngineRun<R> notHere(String name, BackendNotFoundException reason) {
        return new EngineRun<>(Report.Engine.missing(name, String.valueOf(reason.getMessage())), List.of(), false);
    }

    /** The engine is here but failed. */
    static <R> EngineRun<R> broken(String name, VisionException reason) {
        return new EngineRun<>(Report.Engine.missing(name, String.valueOf(reason.getMessage())), List.of(), true);
    }

    /** Whether it ran. */
    boolean isDone() {
        return engine.info() != null;
    }
}
