package dev.visiontask.backend.djl;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * What machine this is, and whether MXNet's native library for it is on the class path. Looked at before DJL does,
 * because DJL would download what is missing.
 *
 * @param os {@code linux}, {@code osx}, {@code win}, or the name of another system
 * @param arch {@code x86_64}, {@code aarch64} or another, as Maven classifiers name it
 * @param isMusl whether the C library is musl (Alpine), which the natives do not work with
 */
record MxnetPlatform(String os, String arch, boolean isMusl) {
    static final String NATIVE = "ai.djl.mxnet:mxnet-native-mkl:1.9.1";

    private static final String MARKER = "native/lib/mxnet.properties";

    static MxnetPlatform current() {
        return of(System.getProperty("os.name", ""), System.getProperty("os.arch", ""), runsOnMusl());
    }

    static MxnetPlatform of(String osName, String osArch, boolean isMusl) {
        String name = osName.toLowerCase(Locale.ROOT);
        String os = name.startsWith("linux")
                ? "linux"
                : name.startsWith("mac") ? "osx" : name.startsWith("win") ? "win" : name;
        String arch = osArch.toLowerCase(Locale.ROOT);
        return new MxnetPlatform(
                os,
                switch (arch) {
                    case "amd64", "x86_64", "x64" -> "x86_64";
                    case "arm64" -> "aarch64";
                    default -> arch;
                },
                isMusl);
    }

    /** Why MXNet cannot work here, with what to do; null if it can, as far as one sees without loading it. */
    @Nullable
    String obstacle(ClassLoader loader) {
        if (!arch.equals("x86_64") || !List.of("linux", "osx", "win").contains(os)) {
            return "Expected Linux, macOS or Windows on x86-64, found: " + os + " on " + arch
                    + ". MXNet has no native library for it; run an ONNX model on onnxruntime instead.";
        }
        if (isMusl) {
            return "Expected a Linux with glibc, found: musl (Alpine). MXNet's native library does not load there;"
                    + " use an image with glibc.";
        }
        if (hasOwnLibrary()) {
            return null;
        }
        List<String> found = classifiers(loader);
        if (found.stream().anyMatch(classifier -> classifier.endsWith(os + "-" + arch))) {
            return null;
        }
        return "Expected MXNet's native library for " + os + "-" + arch + " on the class path, found: "
                + (found.isEmpty() ? "none" : String.join(", ", found)) + ". Add " + NATIVE + ":" + os + "-" + arch
                + " (classifier " + os + "-" + arch + "); nothing is downloaded at run time.";
    }

    /** DJL also takes a library that the user points at. */
    private static boolean hasOwnLibrary() {
        String variable = System.getenv("MXNET_LIBRARY_PATH");
        return variable != null || System.getProperty("MXNET_LIBRARY_PATH") != null;
    }

    private static List<String> classifiers(ClassLoader loader) {
        List<String> found = new ArrayList<>();
        try {
            Enumeration<URL> urls = loader.getResources(MARKER);
            while (urls.hasMoreElements()) {
                Properties properties = new Properties();
                try (InputStream in = urls.nextElement().openStream()) {
                    properties.load(in);
                }
                found.add(properties.getProperty("classifier", "a placeholder without a library"));
            }
        } catch (IOException e) {
            found.add("an unreadable " + MARKER + " (" + e + ")");
        }
        return found;
    }

    private static boolean runsOnMusl() {
        Path maps = Path.of("/proc/self/maps");
        try {
            return Files.isReadable(maps)
                    && Files.readString(maps, StandardCharsets.ISO_8859_1).contains("/ld-musl-");
        } catch (IOException e) {
            // Then the library says itself why it does not load.
            return false;
        }
    }
}
