/** From encoded bytes to pixels, behind guard rails. */
@NullMarked
package dev.visiontask.image;

import org.jspecify.annotations.NullMarked;
