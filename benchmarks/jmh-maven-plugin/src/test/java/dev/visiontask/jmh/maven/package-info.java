@NullMarked
package dev.visiontask.jmh.maven;

import org.jspecify.annotations.NullMarked;
