/**
 * Scores of classes: from a model's output to the best of them, for every task that names classes.
 *
 * <p>For those who write a task; who uses one needs nothing of it.
 */
@NullMarked
package dev.visiontask.scores;

import org.jspecify.annotations.NullMarked;
