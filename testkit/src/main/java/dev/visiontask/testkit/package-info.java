/** What the tests of this library stand on, published for the tests of other people's backends and tasks. */
@NullMarked
package dev.visiontask.testkit;

import org.jspecify.annotations.NullMarked;
