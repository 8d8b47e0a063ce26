/** The backend {@code onnxruntime}. */
@NullMarked
package dev.visiontask.backend.onnxruntime;

import org.jspecify.annotations.NullMarked;
