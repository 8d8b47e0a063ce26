/** Small programs that show the library at work; made to be read and copied. */
@NullMarked
package dev.visiontask.examples;

import org.jspecify.annotations.NullMarked;
