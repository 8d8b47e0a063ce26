package dev.visiontask.examples;

import dev.visiontask.ImageSize;
import org.jspecify.annotations.Nullable;

/**
 * A small copy of a picture beside a report.
 *
 * @param file its name
 * @param caption what is drawn onto it; may be empty
 * @param size its size, or null if the picture could not be read
 */
record Thumbnail(String file, String caption, @Nullable ImageSize size) {}
