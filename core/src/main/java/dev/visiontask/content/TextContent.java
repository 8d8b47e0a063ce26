package dev.visiontask.content;

import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Tells texts by how they begin. */
final class TextContent {
    private static final int MAX_DETAIL = 80;
    private static final int PERCENT = 100;

    private static final Pattern PAGE =
            Pattern.compile("\\A<(?:!doctype html|html|head|body|script|meta|title)\\b.*", Pattern.DOTALL);
    private static final Pattern TITLE =
            Pattern.compile("<title[^>]*>([^<]{1,200})", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final Pattern ELEMENT = Pattern.compile("\\A<[a-z][\\w.:-]*[\\s/>].*", Pattern.DOTALL);
    private static final Pattern XML_MESSAGE =
            Pattern.compile("<(?:Code|Message|message|faultstring)>([^<]{1,200})<", Pattern.DOTALL);
    private static final Pattern OBJECT = Pattern.compile("\\A\\{\\s*(?:\"[^\"]*\"\\s*:.*|\\})", Pattern.DOTALL);
    private static final Pattern ARRAY = Pattern.compile("\\A\\[\\s*(?:[\"{\\[\\d-].*|\\])", Pattern.DOTALL);
    private static final Pattern ANNEX =
            Pattern.compile("\\A(?:\\.\\./|\\.git/|/)*annex/objects/\\S+\\s*.*", Pattern.DOTALL);

    private TextContent() {}

    static FileContent find(byte[] bytes) {
        Charset utf16 = utf16(bytes);
        if (utf16 != null) {
            return new FileContent(ContentKind.UTF16_TEXT, oneLine(decode(bytes, utf16)));
        }
        if (!isText(bytes)) {
            return new FileContent(ContentKind.UNKNOWN, "");
        }
        String text = decode(bytes, StandardCharsets.UTF_8).stripLeading();
        String lower = text.toLowerCase(Locale.ROOT);
        if (lower.startsWith("version https://git-lfs.") || lower.startsWith("version https://hawser.")) {
            return new FileContent(ContentKind.GIT_LFS_POINTER, "");
        }
        if (ANNEX.matcher(text).matches()) {
            return new FileContent(ContentKind.GIT_ANNEX_POINTER, "");
        }
        String markup = withoutProlog(lower);
        if (PAGE.matcher(markup).matches()) {
            return new FileContent(ContentKind.WEB_PAGE, group(TITLE, text));
        }
        if (isXml(lower, markup)) {
            return xml(text, lower);
        }
        boolean json = OBJECT.matcher(text).matches() || ARRAY.matcher(text).matches();
        return new FileContent(json ? ContentKind.JSON : ContentKind.TEXT, oneLine(text));
    }

    /** Without the XML declaration and the comments in front. */
    private static String withoutProlog(String text) {
        String rest = text;
        while (rest.startsWith("<!--") || rest.startsWith("<?")) {
            String end = rest.startsWith("<?") ? "?>" : "-->";
            int at = rest.indexOf(end);
            if (at < 0) {
                return "";
            }
            rest = rest.substring(at + end.length()).stripLeading();
        }
        return rest;
    }

    /** A line such as {@code <unk>} alone is a label of many models. */
    private static boolean isXml(String lower, String markup) {
        return lower.startsWith("<?xml")
                || lower.startsWith("<!")
                || (ELEMENT.matcher(markup).matches() && (markup.contains("</") || markup.contains("/>")));
    }

    private static FileContent xml(String text, String lower) {
        if (lower.contains("<svg")) {
            return new FileContent(ContentKind.IMAGE, "SVG");
        }
        if (lower.contains("<net ") && lower.contains("<layer")) {
            return new FileContent(ContentKind.OPENVINO, "");
        }
        String message = group(XML_MESSAGE, text);
        return new FileContent(ContentKind.XML, message.isEmpty() ? oneLine(text) : message);
    }

    private static String group(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? oneLine(matcher.group(1)) : "";
    }

    /** Text has no control characters but white space; bytes above 127 are UTF-8 or an old code page. */
    private static boolean isText(byte[] bytes) {
        int controls = 0;
        for (byte value : bytes) {
            boolean space = value == '\t' || value == '\n' || value == '\r' || value == '\f';
            if (value == 0) {
                return false;
            }
            if ((value > 0 && value < ' ' && !space) || value == 0x7f) {
                controls++;
            }
        }
        // An escape of a terminal here and there is still text.
        return controls * PERCENT <= bytes.length && looksEncoded(bytes);
    }

    /** Bytes above 127 without an order are data; a few of them are accents of an old code page. */
    private static boolean looksEncoded(byte[] bytes) {
        String decoded = StandardCharsets.UTF_8.decode(ByteBuffer.wrap(bytes)).toString();
        long broken = decoded.chars().filter(c -> c == '\uFFFD').count();
        return broken * 10 <= bytes.length;
    }

    /** By the byte order mark, or by the zero in every other byte of the first letters. */
    private static @Nullable Charset utf16(byte[] bytes) {
        if (bytes.length < 4) {
            return null;
        }
        int front = (bytes[0] & 0xff) << 8 | (bytes[1] & 0xff);
        if (front == 0xfffe || (isLetter(bytes[0]) && bytes[1] == 0 && isLetter(bytes[2]) && bytes[3] == 0)) {
            return StandardCharsets.UTF_16LE;
        }
        boolean big = front == 0xfeff || (bytes[0] == 0 && isLetter(bytes[1]) && bytes[2] == 0 && isLetter(bytes[3]));
        return big ? StandardCharsets.UTF_16BE : null;
    }

    private static boolean isLetter(byte value) {
        return value >= ' ' || value == '\n' || value == '\r' || value == '\t';
    }

    private static String decode(byte[] bytes, Charset charset) {
        String text = new String(bytes, charset);
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    /** The front of a text as it can stand in a message. */
    private static String oneLine(String text) {
        String line = text.strip().replaceAll("[\\s\\p{Cntrl}]+", " ");
        int points = line.codePointCount(0, line.length());
        return points > MAX_DETAIL ? line.substring(0, line.offsetByCodePoints(0, MAX_DETAIL)) + "..." : line;
    }
}
