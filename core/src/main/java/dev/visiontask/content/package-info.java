/**
 * What a file really holds, told from its first bytes and not from its name.
 *
 * <p>For those who write a reader of images, videos or models; who uses one needs nothing of it.
 */
@NullMarked
package dev.visiontask.content;

import org.jspecify.annotations.NullMarked;
