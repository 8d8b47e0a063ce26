/** For the writers of tasks: what all model-driven tasks share. */
@NullMarked
package dev.visiontask.task;

import org.jspecify.annotations.NullMarked;
