/** From pixels to the input tensor, and the geometry to come back. */
@NullMarked
package dev.visiontask.preprocess;

import org.jspecify.annotations.NullMarked;
