package dev.visiontask.examples;

/**
 * One thing that a task says of a picture, as a program shows it.
 *
 * @param label its name
 * @param score its score
 */
record Finding(String label, float score) {}
