package dev.visiontask;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLConnection;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads pictures by URI, from places on this machine only. */
final class UriSource {
    private static final int SHOWN = 60;

    private UriSource() {}

    static ImageSource open(URI uri) {
        String name = uri.toString();
        String scheme = scheme(uri);
        try {
            return switch (scheme) {
                case "file" -> new EncodedImage(Path.of(uri)).named(name);
                case "jar" -> jarEntry(uri, name);
                case "data" -> data(uri.getRawSchemeSpecificPart());
                default -> throw refused(name, scheme);
            };
        } catch (IllegalArgumentException e) {
            throw new BadInputException(shown(name) + ": not a usable " + scheme + ": URI: " + e.getMessage(), e);
        }
    }

    private static String scheme(URI uri) {
        @Nullable String scheme = uri.getScheme();
        return scheme == null ? "" : scheme.toLowerCase(Locale.ROOT);
    }

    private static BadInputException refused(String name, String scheme) {
        String found = scheme.isEmpty() ? "none" : scheme + ":";
        return new BadInputException(shown(name) + ": expected a URI with the scheme file:, jar: or data:, found "
                + found + "; this library never touches the network: download the picture and hand over its bytes");
    }

    private static EncodedImage jarEntry(URI uri, String name) {
        String inner = uri.getRawSchemeSpecificPart().toLowerCase(Locale.ROOT);
        // A jar: URI can wrap http:.
        if (!inner.startsWith("file:") && !inner.startsWith("nested:")) {
            throw refused(name, "jar:" + inner.split(":", 2)[0]);
        }
        try {
            URLConnection connection = uri.toURL().openConnection();
            connection.setUseCaches(false);
            try (InputStream stream = connection.getInputStream()) {
                return EncodedImage.read(stream, name);
            }
        } catch (IOException e) {
            throw new BadInputException(name + ": reading failed: " + e, e);
        }
    }

    private static EncodedImage data(String specific) {
        int comma = specific.indexOf(',');
        if (comma < 0) {
            throw new IllegalArgumentException("no comma before the data");
        }
        String type = specific.substring(0, comma);
        String payload = specific.substring(comma + 1);
        byte[] bytes = type.endsWith(";base64")
                ? Base64.getMimeDecoder()
                        .decode(payload.replace("%2B", "+").replace("%2F", "/").replace("%3D", "="))
                : URLDecoder.decode(payload.replace("+", "%2B"), StandardCharsets.ISO_8859_1)
                        .getBytes(StandardCharsets.ISO_8859_1);
        return new EncodedImage(ByteBuffer.wrap(bytes), "data:" + type + "[" + bytes.length + "]");
    }

    private static String shown(String name) {
        return name.length() <= SHOWN ? name : name.substring(0, SHOWN) + "...";
    }
}
