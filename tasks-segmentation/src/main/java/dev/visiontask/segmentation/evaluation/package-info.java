/** How good a segmenter is: its class maps against masks that people drew. */
@NullMarked
package dev.visiontask.segmentation.evaluation;

import org.jspecify.annotations.NullMarked;
