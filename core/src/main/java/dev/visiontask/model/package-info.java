/** Model descriptions: where a model's files are and what they say about it. */
@NullMarked
package dev.visiontask.model;

import org.jspecify.annotations.NullMarked;
