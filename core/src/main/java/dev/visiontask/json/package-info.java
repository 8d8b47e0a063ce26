/** Writing results as JSON, and reading files of it. */
@NullMarked
package dev.visiontask.json;

import org.jspecify.annotations.NullMarked;
