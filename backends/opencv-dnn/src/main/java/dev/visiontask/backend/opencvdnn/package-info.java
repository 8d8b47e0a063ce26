/** The backend {@code opencv-dnn}. */
@NullMarked
package dev.visiontask.backend.opencvdnn;

import org.jspecify.annotations.NullMarked;
