/**
 * How good a classifier is.
 *
 * <pre>{@code
 * ClassificationEvaluation evaluation = ClassificationEvaluation.of(List.of("cat", "dog"));
 * evaluation.add("cat", classifier.run(picture));
 * System.out.println(evaluation.figures());
 * }</pre>
 */
@NullMarked
package dev.visiontask.classification.evaluation;

import org.jspecify.annotations.NullMarked;
