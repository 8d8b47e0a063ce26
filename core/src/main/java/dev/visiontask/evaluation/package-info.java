/** Figures that every family of tasks shares: how often a model was right, and where it was wrong. */
@NullMarked
package dev.visiontask.evaluation;

import org.jspecify.annotations.NullMarked;
