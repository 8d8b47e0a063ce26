package dev.visiontask.task;

import org.jspecify.annotations.Nullable;

/** Frees several resources, each whatever became of the others. */
final class Closing {
    private Closing() {}

    /** Runs all; the first failure is thrown at the end, with the later ones suppressed in it. */
    static void all(Runnable... closers) {
        Throwable first = null;
        for (Runnable closer : closers) {
            first = run(closer, first);
        }
        if (first instanceof Error error) {
            throw error;
        }
        if (first instanceof RuntimeException exception) {
            throw exception;
        }
    }

    /** Frees a resource because of a failure, which stays the one that is thrown. */
    static void after(Runnable closer, Throwable failure) {
        try {
            closer.run();
        } catch (RuntimeException | Error e) {
            failure.addSuppressed(e);
        }
    }

    private static @Nullable Throwable run(Runnable closer, @Nullable Throwable first) {
        try {
            closer.run();
            return first;
        } catch (RuntimeException | Error e) {
            if (first == null) {
                return e;
            }
            first.addSuppressed(e);
            return first;
        }
    }
}
