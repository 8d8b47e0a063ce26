/** Tests of the examples. */
@NullMarked
package dev.visiontask.examples;

import org.jspecify.annotations.NullMarked;
