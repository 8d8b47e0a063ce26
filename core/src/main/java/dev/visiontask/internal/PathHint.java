package dev.visiontask.internal;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a path that leads nowhere was probably meant to be: for the errors of everything that opens files. */
public final class PathHint {
    /** {@link Path#of} makes one slash of two. */
    private static final Pattern URI =
            Pattern.compile("(?i)(.*[/\\\\])?([a-z][a-z0-9+.-]+):(/+|(?=file:|nested:))(.*)");

    private static final Pattern DRIVE = Pattern.compile("[A-Za-z]:[/\\\\].*");
    private static final Pattern VARIABLE = Pattern.compile("(\\$\\{?[A-Za-z_]\\w*}?|%[A-Za-z_]\\w*%)([/\\\\].*)?");
    private static final Pattern ESCAPE = Pattern.compile("%[0-9A-Fa-f]{2}");
    private static final List<Function<String, @Nullable String>> HINTS = List.of(
            PathHint::invisible,
            PathHint::quoted,
            PathHint::spaced,
            PathHint::home,
            PathHint::variable,
            PathHint::windows,
            PathHint::escaped);

    private PathHint() {}

    /** A sentence that begins with a space, or nothing, about a path that is not there. */
    public static String of(Path path) {
        return of(path.toString(), "Nothing is downloaded: download it and give the path of the file.");
    }

    /** As {@link #of(Path)}, of what a caller has written as a text. */
    public static String of(String text) {
        return of(text, "Nothing is downloaded: download it and give the path of the file.");
    }

    /** As {@link #of(Path)}, where addresses of streams can be opened in another way. */
    public static String ofVideo(Path path) {
        return of(path.toString(), "For a video or camera on the network call Frames.open(URI.create(\"...\")).");
    }

    private static String of(String text, String onAddress) {
        Matcher uri = URI.matcher(text);
        if (uri.matches()) {
            return " " + address(uri.group(2), uri.group(4), onAddress);
        }
        for (Function<String, @Nullable String> each : HINTS) {
            String hint = each.apply(text);
            if (hint != null) {
                return " " + hint;
            }
        }
        return "";
    }

    private static String address(String scheme, String rest, String onAddress) {
        return switch (scheme.toLowerCase(Locale.ROOT)) {
            case "file" -> "It is a URI, not a path: write Path.of(URI.create(\"file:///" + rest + "\")).";
            case "jar", "zip" ->
                "It is the URI of an entry of an archive, not a path: open the archive by"
                        + " FileSystems.newFileSystem(Path.of(\"the.jar\")) and take getPath(\"/the/entry\") of it.";
            case "classpath", "resource" ->
                "Java's paths know no scheme " + scheme
                        + ": open the jar by FileSystems.newFileSystem(Path.of(\"the.jar\")) and take getPath(\"/the/entry\")"
                        + " of it.";
            default -> "It is the address " + scheme + "://" + rest + ", not a path. " + onAddress;
        };
    }

    private static @Nullable String invisible(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int type = Character.getType(c);
            if (type == Character.FORMAT || type == Character.CONTROL) {
                return String.format(
                        "The name holds the invisible character U+%04X at index %d: take it out.", (int) c, i);
            }
        }
        return null;
    }

    private static @Nullable String quoted(String text) {
        String name = text.substring(text.lastIndexOf(File.separatorChar) + 1);
        boolean quoted = isQuote(text, 0) || isQuote(name, 0) || isQuote(text, text.length() - 1);
        return quoted ? "The quotation marks are part of the name: take them out." : null;
    }

    private static boolean isQuote(String text, int index) {
        return index >= 0 && index < text.length() && "\"'\u201c\u201d\u2018\u2019".indexOf(text.charAt(index)) >= 0;
    }

    private static @Nullable String spaced(String text) {
        String name = text.substring(text.lastIndexOf(File.separatorChar) + 1);
        boolean ends = isSpaceAt(text, text.length() - 1);
        boolean begins = isSpaceAt(name, 0) || isSpaceAt(text, 0);
        return ends || begins ? "The name " + (ends ? "ends" : "begins") + " with a space: take it out." : null;
    }

    private static boolean isSpaceAt(String text, int index) {
        return index >= 0
                && index < text.length()
                && (Character.isWhitespace(text.charAt(index)) || Character.isSpaceChar(text.charAt(index)));
    }

    private static @Nullable String home(String text) {
        return text.equals("~") || text.startsWith("~/") || text.startsWith("~\\")
                ? "Only a shell knows ~: write Path.of(System.getProperty(\"user.home\"), \"...\")."
                : null;
    }

    private static @Nullable String variable(String text) {
        return VARIABLE.matcher(text).matches()
                ? "Only a shell knows variables: write Path.of(System.getenv(\"...\"), \"...\")."
                : null;
    }

    private static @Nullable String windows(String text) {
        if (File.separatorChar == '\\') {
            return null;
        }
        if (DRIVE.matcher(text).matches()) {
            return "It is a path of Windows, which this system is not.";
        }
        return text.indexOf('\\') >= 0
                ? "Backslashes separate folders on Windows only: write " + text.replace('\\', '/') + "."
                : null;
    }

    private static @Nullable String escaped(String text) {
        return ESCAPE.matcher(text).find()
                ? "It holds escapes of a URI such as %20: write Path.of(uri), not Path.of(uri.getRawPath())."
                : null;
    }
}
