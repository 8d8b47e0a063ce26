/** JMH benchmarks of the path from an encoded picture to an answer, beside the peers in the same run. */
@NullMarked
package dev.visiontask.benchmarks;

import org.jspecify.annotations.NullMarked;
