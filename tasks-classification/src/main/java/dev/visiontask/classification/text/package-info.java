/** Text in images: where it is, and what it says. */
@NullMarked
package dev.visiontask.classification.text;

import org.jspecify.annotations.NullMarked;
