/** Binary masks as run lengths, in the form of the COCO data set. */
@NullMarked
package dev.visiontask.mask;

import org.jspecify.annotations.NullMarked;
