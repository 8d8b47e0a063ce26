/** The task API: {@link dev.visiontask.VisionTask}, what goes in, what comes out and what can go wrong. */
@NullMarked
package dev.visiontask;

import org.jspecify.annotations.NullMarked;
