/** Tensors as the backends see them: a type, a shape and a direct buffer. */
@NullMarked
package dev.visiontask.tensor;

import org.jspecify.annotations.NullMarked;
