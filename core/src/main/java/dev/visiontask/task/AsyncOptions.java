package dev.visiontask.task;

import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * How calls of {@code runAsync} wait and where they complete.
 *
 * @param maxWaiting the most calls that wait for their turn, at least 1
 * @param completion where futures complete; null for the JDK's own, as for {@code CompletableFuture.supplyAsync}
 */
record AsyncOptions(int maxWaiting, @Nullable Executor completion) {
    static final AsyncOptions DEFAULT = new AsyncOptions(10_000, null);
}
