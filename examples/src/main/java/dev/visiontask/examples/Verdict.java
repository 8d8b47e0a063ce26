package dev.visiontask.examples;

/**
 * What a report says of an answer.
 *
 * @param answer the answer, a few words
 * @param score from 0 to 1: how sure, or how right
 * @param badge what is written onto the picture
 * @param tone whether that is good
 */
record Verdict(String answer, float score, String badge, Report.Tone tone) {}
