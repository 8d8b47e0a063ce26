/**
 * How good an object detector is: annotated data sets, results, and the figures that papers and competitions give.
 *
 * <pre>{@code
 * ObjectDataset truth = ObjectDataset.readCoco(Path.of("instances.json"));
 * DetectionResults results = DetectionResults.of(truth.categories());
 * for (DatasetImage image : truth.images()) {
 *     results.add(image.id(), detector.run(ImageSource.of(folder.resolve(image.fileName()))));
 * }
 * System.out.println(CocoEvaluation.ofBoxes(truth).evaluate(results));
 * }</pre>
 */
@NullMarked
package dev.visiontask.detection.evaluation;

import org.jspecify.annotations.NullMarked;
