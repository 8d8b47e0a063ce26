package dev.visiontask.model;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads what Python's {@code ast.literal_eval} reads: texts with all prefixes and escapes, numbers, lists, tuples, sets,
 * dictionaries, {@code True}, {@code False} and {@code None}. Values become {@link Map} (in the order of the text), {@link List}, {@link java.util.Set},
 * {@link String}, {@link BigInteger}, {@link Double}, {@link Boolean} and {@code null}.
 *
 * <p>Left out are complex numbers and formatted texts. A key that stands twice, of which Python takes the last, is refused.
 */
final class PythonLiteral {
    private static final int MAX_DEPTH = 64;
    private static final Pattern FLOAT =
            Pattern.compile("(?:\\d[\\d_]*)?\\.\\d[\\d_]*(?:[eE][+-]?\\d+)?|\\d[\\d_]*\\.?[eE][+-]?\\d+|\\d[\\d_]*\\.");
    private static final Pattern INTEGER =
            Pattern.compile("0[xX][\\da-fA-F_]+|0[oO][0-7_]+|0[bB][01_]+|0[0_]*(?!\\d)|[1-9][\\d_]*");
    private static final Pattern WORD = Pattern.compile("[A-Za-z_]\\w*");

    private final String text;
    private int at;
    private int depth;

    private PythonLiteral(String text) {
        this.text = text;
    }

    /** Text that is no literal; the message says what was expected, and where. */
    static final class SyntaxException extends Exception {
        private static final long serialVersionUID = 1L;

        SyntaxException(String message) {
            super(message, null, false, false);
        }
    }

    /**
     * The value of a whole text.
     *
     * @throws SyntaxException if the text is something else
     */
    static @Nullable Object parse(String text) throws SyntaxException {
        PythonLiteral parser = new PythonLiteral(text);
        Object value = parser.value();
        if (parser.peek() != 0) {
            throw parser.expected("the end");
        }
        return value;
    }

    private @Nullable Object value() throws SyntaxException {
        char next = peek();
        if (++depth > MAX_DEPTH) {
            throw expected("at most " + MAX_DEPTH + " levels");
        }
        Object value =
                switch (next) {
                    case '{' -> braces();
                    case '[' -> items(']');
                    case '(' -> parentheses();
                    case '\'', '"' -> texts();
                    case '+', '-' -> signed();
                    case '.', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> number();
                    default -> word();
                };
        depth--;
        return value;
    }

    /** The next character that counts, or 0 at the end; it is not taken. */
    private char peek() {
        while (at < text.length()) {
            char next = text.charAt(at);
            if (next == '#') {
                int end = text.indexOf('\n', at);
                at = end < 0 ? text.length() : end;
            } else if (Character.isWhitespace(next)) {
                at++;
            } else {
                return next;
            }
        }
        return 0;
    }

    private void take(char expected) throws SyntaxException {
        if (peek() != expected) {
            throw expected("\"" + expected + "\"");
        }
        at++;
    }

    private boolean takes(char wanted) {
        boolean found = peek() == wanted;
        if (found) {
            at++;
        }
        return found;
    }

    private List<@Nullable Object> items(char close) throws SyntaxException {
        at++;
        List<@Nullable Object> items = new ArrayList<>();
        while (!takes(close)) {
            items.add(value());
            if (!takes(',')) {
                take(close);
                break;
            }
        }
        return items;
    }

    /** A tuple; without a comma just the value. */
    private @Nullable Object parentheses() throws SyntaxException {
        int start = at;
        List<@Nullable Object> items = items(')');
        boolean tuple = items.size() != 1
                || text.substring(start, at - 1).stripTrailing().endsWith(",");
        return tuple ? items : items.get(0);
    }

    /** A dictionary or a set. */
    private Object braces() throws SyntaxException {
        int start = at++;
        Map<@Nullable Object, @Nullable Object> map = new LinkedHashMap<>();
        while (!takes('}')) {
            Object key = value();
            if (map.isEmpty() && peek() != ':') {
                at = start;
                return new LinkedHashSet<>(items('}'));
            }
            take(':');
            if (map.containsKey(key)) {
                throw expected("the key " + key + " once, before the value");
            }
            map.put(key, value());
            if (!takes(',')) {
                take('}');
                break;
            }
        }
        return map;
    }

    private Object signed() throws SyntaxException {
        boolean minus = text.charAt(at++) == '-';
        char next = peek();
        if (next != '.' && !Character.isDigit(next)) {
            throw expected("a number after the sign");
        }
        Object number = number();
        if (!minus) {
            return number;
        }
        return number instanceof BigInteger integer ? integer.negate() : (Object) (-((Double) number));
    }

    private Object number() throws SyntaxException {
        String digits = match(FLOAT);
        Object value;
        if (digits != null) {
            value = Double.valueOf(digits.replace("_", ""));
        } else {
            String integer = match(INTEGER);
            if (integer == null) {
                throw expected("a number");
            }
            value = integer(integer.replace("_", ""));
        }
        if (at < text.length() && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '_')) {
            throw expected("the end of the number");
        }
        return value;
    }

    private static BigInteger integer(String digits) {
        if (digits.length() < 3 || digits.charAt(0) != '0' || Character.isDigit(digits.charAt(1))) {
            return new BigInteger(digits);
        }
        int radix =
                switch (digits.charAt(1)) {
                    case 'x', 'X' -> 16;
                    case 'o', 'O' -> 8;
                    default -> 2;
                };
        return new BigInteger(digits.substring(2), radix);
    }

    private @Nullable String match(Pattern pattern) {
        Matcher matcher = pattern.matcher(text).region(at, text.length());
        if (!matcher.lookingAt()) {
            return null;
        }
        at = matcher.end();
        return matcher.group();
    }

    private @Nullable Object word() throws SyntaxException {
        int start = at;
        String word = match(WORD);
        if (word == null) {
            throw expected("a value");
        }
        if (at < text.length() && (text.charAt(at) == '\'' || text.charAt(at) == '"')) {
            at = start;
            return texts();
        }
        return switch (word) {
            case "True" -> true;
            case "False" -> false;
            case "None" -> null;
            default -> {
                at = start;
                throw expected("a value");
            }
        };
    }

    /** Texts that follow each other are one. */
    private String texts() throws SyntaxException {
        StringBuilder all = new StringBuilder();
        PythonText one = new PythonText(text, at);
        while (one.isNext()) {
            all.append(one.read());
            at = one.end();
            peek();
            one = new PythonText(text, at);
        }
        return all.toString();
    }

    private SyntaxException expected(String what) {
        return new SyntaxException(what + " at character " + (at + 1));
    }
}
