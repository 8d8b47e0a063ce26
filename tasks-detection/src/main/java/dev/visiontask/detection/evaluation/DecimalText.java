package dev.visiontask.detection.evaluation;

import java.util.regex.Pattern;

/** Numbers of annotations as text. Java's own parser also takes {@code NaN}, {@code 1f} and {@code 0x1p3}. */
final class DecimalText {
    private static final Pattern DECIMAL = Pattern.compile("[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]{1,3})?");
    private static final Pattern COMMA = Pattern.compile("[+-]?[0-9]*,[0-9]+");

    private DecimalText() {}

    /**
     * Reads a decimal number.
     *
     * @param what names it in the message
     * @throws IllegalArgumentException if the text is none, or its value is too large for a number
     */
    static double read(String what, String text) {
        if (DECIMAL.matcher(text).matches()) {
            double value = Double.parseDouble(text);
            if (Double.isFinite(value)) {
                return value;
            }
        }
        throw new IllegalArgumentException("Expected a decimal number for " + what + ", found: " + text
                + (COMMA.matcher(text).matches() ? "; write a point in place of the comma" : ""));
    }
}
