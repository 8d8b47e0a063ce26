/**
 * From encoded bytes to pixels, behind guard rails.
 *
 * <p>About broken pictures OpenCV and the codecs in it also print lines to the standard error stream. Setting the
 * environment variable {@code OPENCV_LOG_LEVEL=OFF} before the JVM starts silences OpenCV's own.
 */
@NullMarked
package dev.visiontask.image;

import org.jspecify.annotations.NullMarked;
