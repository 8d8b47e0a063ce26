/** Object detection: a picture goes in, boxes with labels and scores come out. */
@NullMarked
package dev.visiontask.detection;

import org.jspecify.annotations.NullMarked;
