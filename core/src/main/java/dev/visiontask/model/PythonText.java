package dev.visiontask.model;

import dev.visiontask.model.PythonLiteral.SyntaxException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One string or bytes literal of Python, with the escapes of its language reference ("String and Bytes literals"). Bytes are
 * taken for UTF-8.
 */
final class PythonText {
    private static final Pattern START = Pattern.compile("([A-Za-z]{0,2})('''|\"\"\"|'|\")");
    private static final Set<String> PREFIXES = Set.of("", "r", "u", "b", "br", "rb");
    private static final Map<Character, Character> SIMPLE = Map.of(
            '\\', '\\', '\'', '\'', '"', '"', 'a', '\u0007', 'b', '\b', 'f', '\f', 'n', '\n', 'r', '\r', 't', '\t', 'v',
            '\u000b');
    private static final int OCTAL_DIGITS = 3;
    private static final int BYTE = 0xff;

    private final String text;
    private final Matcher start;
    private final boolean next;
    private final StringBuilder value = new StringBuilder();
    private int at;

    /** What stands at {@code from}. */
    PythonText(String text, int from) {
        this.text = text;
        this.at = from;
        this.start = START.matcher(text).region(from, text.length());
        this.next = start.lookingAt();
    }

    /** Whether a literal begins here. */
    boolean isNext() {
        return next;
    }

    /** Where the text goes on behind it. */
    int end() {
        return at;
    }

    String read() throws SyntaxException {
        String prefix = start.group(1).toLowerCase(Locale.ROOT);
        String quote = start.group(2);
        if (!PREFIXES.contains(prefix)) {
            throw new SyntaxException("a text without the prefix " + prefix + " at character " + (at + 1));
        }
        boolean bytes = prefix.contains("b");
        at = start.end();
        while (!text.startsWith(quote, at)) {
            if (at >= text.length() || (quote.length() == 1 && text.charAt(at) == '\n')) {
                throw new SyntaxException("a closing quote for character " + (start.start() + 1));
            }
            char c = text.charAt(at++);
            if (c != '\\') {
                value.append(c);
            } else if (prefix.contains("r")) {
                value.append(c).append(character());
            } else {
                escape(bytes);
            }
        }
        at += quote.length();
        return bytes ? utf8() : value.toString();
    }

    private char character() throws SyntaxException {
        if (at >= text.length()) {
            throw new SyntaxException("a closing quote for character " + (start.start() + 1));
        }
        return text.charAt(at++);
    }

    private void escape(boolean bytes) throws SyntaxException {
        char c = character();
        Character simple = SIMPLE.get(c);
        if (simple != null) {
            value.append(simple.charValue());
        } else if (c >= '0' && c <= '7') {
            at--;
            value.append((char) octal());
        } else if (c == 'x') {
            value.append((char) hex(2));
        } else if (c == '\r' || c == '\n') {
            // A line that goes on: the break does not count, of whichever system it is.
            at += c == '\r' && text.startsWith("\n", at) ? 1 : 0;
        } else if (!bytes && (c == 'u' || c == 'U')) {
            codePoint(hex(c == 'u' ? 4 : 8));
        } else if (!bytes && c == 'N') {
            codePoint(named());
        } else {
            // Python keeps the backslash of an escape that it does not know.
            value.append('\\').append(c);
        }
    }

    private int octal() {
        int code = 0;
        for (int i = 0;
                i < OCTAL_DIGITS && at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '7';
                i++) {
            code = code * 8 + text.charAt(at++) - '0';
        }
        return code;
    }

    private int hex(int digits) throws SyntaxException {
        String code = text.substring(at, Math.min(text.length(), at + digits));
        if (!code.matches("[0-9a-fA-F]{" + digits + "}")) {
            throw new SyntaxException(digits + " hexadecimal digits at character " + (at + 1));
        }
        at += digits;
        return Integer.parseUnsignedInt(code, 16);
    }

    private int named() throws SyntaxException {
        int close = text.indexOf('}', at);
        if (!text.startsWith("{", at) || close < 0) {
            throw new SyntaxException("{NAME} after \\N at character " + (at + 1));
        }
        String name = text.substring(at + 1, close);
        try {
            int code = Character.codePointOf(name);
            at = close + 1;
            return code;
        } catch (IllegalArgumentException unknown) {
            throw new SyntaxException("the name of a character at character " + (at + 2));
        }
    }

    private void codePoint(int code) throws SyntaxException {
        if (!Character.isValidCodePoint(code)) {
            throw new SyntaxException("a character below 0x110000 before character " + (at + 1));
        }
        value.appendCodePoint(code);
    }

    private String utf8() throws SyntaxException {
        byte[] bytes = new byte[value.length()];
        for (int i = 0; i < bytes.length; i++) {
            if (value.charAt(i) > BYTE) {
                throw new SyntaxException("bytes up to 255 after character " + (start.start() + 1));
            }
            bytes[i] = (byte) value.charAt(i);
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException other) {
            throw new SyntaxException("bytes of UTF-8 after character " + (start.start() + 1));
        }
    }
}
