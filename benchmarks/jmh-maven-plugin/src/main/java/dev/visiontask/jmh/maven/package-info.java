/** {@code mvn jmh:run}: runs a module's JMH benchmarks in JVMs of their own. */
@NullMarked
package dev.visiontask.jmh.maven;

import org.jspecify.annotations.NullMarked;
