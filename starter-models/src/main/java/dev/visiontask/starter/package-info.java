/** Small models that this project trained itself, ready to use from the class path. */
@NullMarked
package dev.visiontask.starter;

import org.jspecify.annotations.NullMarked;
