package dev.visiontask.task;

import dev.visiontask.TaskInfo;
import java.lang.System.Logger.Level;
import java.lang.ref.Cleaner;
import java.util.concurrent.atomic.AtomicBoolean;

/** Logs where a task was opened if it becomes garbage without having been closed: its native memory is lost. */
final class LeakWarning {
    private final Cleaner.Cleanable cleanable;
    private final State state;

    private LeakWarning(Cleaner.Cleanable cleanable, State state) {
        this.cleanable = cleanable;
        this.state = state;
    }

    static LeakWarning watch(Object task, TaskInfo info) {
        State state = new State(info.task() + " on " + info.model());
        return new LeakWarning(Holder.CLEANER.register(task, state), state);
    }

    /** The task was closed: nothing to warn of. */
    void dismiss() {
        state.dismissed.set(true);
        cleanable.clean();
    }

    private static final class Holder {
        static final Cleaner CLEANER = Cleaner.create();
    }

    private static final class State implements Runnable {
        private final String name;
        private final Throwable openedHere;
        private final AtomicBoolean dismissed = new AtomicBoolean();

        State(String name) {
            this.name = name;
            this.openedHere = new Throwable("The task was opened here");
        }

        @Override
        public void run() {
            if (!dismissed.get()) {
                System.getLogger(LeakWarning.class.getName())
                        .log(
                                Level.WARNING,
                                "A task was never closed, its native memory is lost: " + name
                                        + ". Use try-with-resources.",
                                openedHere);
            }
        }
    }
}
