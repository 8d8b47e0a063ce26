package dev.visiontask.examples;

import dev.visiontask.BackendNotFoundException;
import dev.visiontask.TaskInfo;
import dev.visiontask.VisionException;
import dev.visiontask.classification.Classifications;
import java.util.List;

/**
 * What one engine said.
 *
 * @param engine what it ran, or why it did not
 * @param answers one a picture; empty if it did not run
 * @param isBroken whether it should have worked but failed, or left a picture without an answer
 */
record EngineRun(Report.Engine engine, List<Answer<Classifications>> answers, boolean isBroken) {
    /** Copies the list. */
    EngineRun {
        answers = List.copyOf(answers);
    }

    /** The engine ran. */
    static EngineRun done(TaskInfo info, List<Answer<Classifications>> answers) {
        boolean allAnswered =
                answers.stream().allMatch(answer -> answer.outcome().isSuccess());
        return new EngineRun(Report.Engine.working(info), answers, !allAnswered);
    }

    /** The engine does not work on this machine, which is no fault. */
    static EngineRun notHere(String name, BackendNotFoundException reason) {
        return new EngineRun(Report.Engine.missing(name, String.valueOf(reason.getMessage())), List.of(), false);
    }

    /** The engine is here but failed. */
    static EngineRun broken(String name, VisionException reason) {
        return new EngineRun(Report.Engine.missing(name, String.valueOf(reason.getMessage())), List.of(), true);
    }

    /** Whether it ran. */
    boolean isDone() {
        return engine.info() != null;
    }
}
