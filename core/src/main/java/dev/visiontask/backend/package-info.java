/** The seam to the inference engines: {@link dev.visiontask.backend.Backend} and what it makes. */
@NullMarked
package dev.visiontask.backend;

import org.jspecify.annotations.NullMarked;
