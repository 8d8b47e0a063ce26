package dev.visiontask.backend.djl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** A Java process of a test's own, in which an engine starts fresh and every attempt to reach the network is a line. */
final class ChildJvm {
    private final List<String> command = new ArrayList<>();
    private final Path folder;

    ChildJvm(Path folder) {
        this.folder = folder;
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx256m");
    }

    /** What it printed, and how it ended. */
    record Result(int status, String text) {}

    /**
     * Runs a main class.
     *
     * @param missing a part of the names of jars that the process shall not have; empty for none
     */
    Result run(Class<?> main, String missing, String... arguments) throws Exception {
        String path = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        command.add("-cp");
        command.add(Arrays.stream(path.split(File.pathSeparator))
                .filter(entry -> missing.isEmpty() || !entry.contains(missing))
                .collect(Collectors.joining(File.pathSeparator)));
        command.add(main.getName());
        command.addAll(List.of(arguments));
        Path output = folder.resolve("output.txt");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.directory(folder.toFile());
        builder.environment().keySet().removeAll(List.of("OPT_OUT_TRACKING", "DJL_OFFLINE", "MXNET_LIBRARY_PATH"));
        Process process = builder.start();
        boolean hasEnded = process.waitFor(90, TimeUnit.SECONDS);
        process.destroyForcibly();
        String text = Files.readString(output, StandardCharsets.UTF_8);
        assertThat(hasEnded).as("ended within 90 s: %s", text).isTrue();
        return new Result(process.exitValue(), text);
    }

    /** Adds an option such as {@code -Dname=value}. */
    ChildJvm option(String option) {
        command.add(option);
        return this;
    }

    /** In the child: prints NETWORK and refuses whenever code asks for an address. */
    static void trapNetwork() {
        URL.setURLStreamHandlerFactory(protocol -> protocol.startsWith("http") ? new Refusing() : null);
    }

    private static final class Refusing extends URLStreamHandler {
        @Override
        protected URLConnection openConnection(URL url) throws IOException {
            System.out.println("NETWORK " + url);
            throw new IOException("trapped");
        }

        @Override
        protected URLConnection openConnection(URL url, java.net.Proxy proxy) throws IOException {
            return openConnection(url);
        }
    }
}
