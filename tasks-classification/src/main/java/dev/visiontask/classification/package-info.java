/** Image classification: a picture goes in, labelled scores come out. */
@NullMarked
package dev.visiontask.classification;

import org.jspecify.annotations.NullMarked;
