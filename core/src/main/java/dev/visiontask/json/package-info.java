/** Writing results as JSON. */
@NullMarked
package dev.visiontask.json;

import org.jspecify.annotations.NullMarked;
