/** Activity recognition: a clip of a video goes in, labelled scores come out. */
@NullMarked
package dev.visiontask.activity;

import org.jspecify.annotations.NullMarked;
