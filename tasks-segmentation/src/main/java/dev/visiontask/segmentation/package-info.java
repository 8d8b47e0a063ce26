/** Semantic segmentation: a picture goes in, the class of each pixel comes out. */
@NullMarked
package dev.visiontask.segmentation;

import org.jspecify.annotations.NullMarked;
