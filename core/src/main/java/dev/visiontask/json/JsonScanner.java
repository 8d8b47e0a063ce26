package dev.visiontask.json;

import java.io.IOException;
import java.util.Set;

/**
 * Takes single tokens of RFC 8259 from characters. Beyond the RFC it knows the three numbers that Python writes,
 * {@code NaN}, {@code Infinity} and {@code -Infinity}; everything else that is no JSON is named in the words of a person.
 */
final class JsonScanner {
    /** Numbers that are none in JSON, as Python's {@code json} and JavaScript write them. */
    static final Set<String> NON_FINITE = Set.of("NaN", "Infinity", "-Infinity");

    private static final int MAX_EXCERPT = 40;
    private static final int HEX = 16;

    private final JsonChars chars;

    JsonScanner(JsonChars chars) {
        this.chars = chars;
    }

    /** Text that is no JSON; {@link #getMessage()} says what was found. */
    static final class NoJsonException extends Exception {
        private static final long serialVersionUID = 1L;

        private final String expected;

        NoJsonException(String expected, String found) {
            super(found, null, false, false);
            this.expected = expected;
        }

        String expected() {
            return expected;
        }

        String found() {
            return String.valueOf(getMessage());
        }
    }

    /** A text with its quotes. */
    String text() throws IOException, NoJsonException {
        chars.skip();
        StringBuilder text = new StringBuilder();
        while (true) {
            int next = chars.next();
            if (next == '"') {
                return text.toString();
            }
            if (next == '\\') {
                text.append(escape());
            } else if (next < 0) {
                throw new NoJsonException("a closing quote", "the end of the text after \"" + excerpt(text) + "\"");
            } else if (next < ' ') {
                throw new NoJsonException(
                        "an escape such as \\n",
                        "a raw control character (" + next + ") after \"" + excerpt(text) + "\"");
            } else {
                text.append((char) next);
            }
        }
    }

    private char escape() throws IOException, NoJsonException {
        int next = chars.next();
        return switch (next) {
            case '"', '\\', '/' -> (char) next;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> unicode();
            default ->
                throw new NoJsonException(
                        "an escape of JSON (\\\\, \\\", \\/, \\b, \\f, \\n, \\r, \\t or \\u with four digits)",
                        "\\" + shown(next));
        };
    }

    private char unicode() throws IOException, NoJsonException {
        int value = 0;
        for (int i = 0; i < 4; i++) {
            int next = chars.next();
            int digit = next > 'f' ? -1 : Character.digit(next, HEX);
            if (digit < 0) {
                throw new NoJsonException("four hexadecimal digits after \\u", shown(next));
            }
            value = value * HEX + digit;
        }
        return (char) value;
    }

    /** A number as it is written; one of {@link #NON_FINITE} too. */
    String number() throws IOException, NoJsonException {
        StringBuilder text = new StringBuilder();
        if (chars.peek() == '-') {
            take(text);
        }
        int first = chars.peek();
        if (Character.isLetter(first)) {
            return nonFinite(text.append(word()).toString());
        }
        digits(text);
        if (first == '0' && text.length() > (text.charAt(0) == '-' ? 2 : 1)) {
            throw new NoJsonException("a number without zeros in front", excerpt(text));
        }
        if (chars.peek() == '.') {
            take(text);
            digits(text);
        }
        if (chars.peek() == 'e' || chars.peek() == 'E') {
            take(text);
            if (chars.peek() == '+' || chars.peek() == '-') {
                take(text);
            }
            digits(text);
        }
        return text.toString();
    }

    private static String nonFinite(String word) throws NoJsonException {
        if (!NON_FINITE.contains(word)) {
            throw noValue(word);
        }
        return word;
    }

    private void digits(StringBuilder text) throws IOException, NoJsonException {
        int next = chars.peek();
        if (next < '0' || next > '9') {
            throw new NoJsonException("a digit", shown(next) + (text.isEmpty() ? "" : " after " + excerpt(text)));
        }
        while (next >= '0' && next <= '9') {
            take(text);
            next = chars.peek();
        }
    }

    private void take(StringBuilder text) throws IOException {
        text.append((char) chars.next());
    }

    /** The letters that come next. */
    String word() throws IOException {
        StringBuilder word = new StringBuilder();
        while (Character.isLetterOrDigit(chars.peek()) && word.length() <= MAX_EXCERPT) {
            take(word);
        }
        return word.toString();
    }

    /** The error for a word or a sign where a value is expected. */
    static NoJsonException noValue(String found) {
        String hint =
                switch (found) {
                    case "None" -> "None; JSON writes null";
                    case "True", "False" -> found + "; JSON writes it in lower case";
                    default -> excerpt(found);
                };
        return new NoJsonException("a value", hint);
    }

    /** The error for a character where something else is expected. */
    static NoJsonException unexpected(String expected, int found) {
        return new NoJsonException(expected, shown(found));
    }

    private static String shown(int found) {
        return switch (found) {
            case -1 -> "the end of the text";
            case '\'' -> "a single quote; JSON takes double quotes";
            case '/', '#' -> "\"" + (char) found + "\"; JSON has no comments";
            default ->
                Character.isISOControl(found) ? "a control character (" + found + ")" : "\"" + (char) found + "\"";
        };
    }

    /** The front of a text on one line, for messages. */
    static String excerpt(CharSequence text) {
        String line = text.toString().replaceAll("\\p{Cntrl}", " ");
        return line.length() <= MAX_EXCERPT
                ? line
                : line.substring(0, line.offsetByCodePoints(0, MAX_EXCERPT / 2)) + "...";
    }
}
