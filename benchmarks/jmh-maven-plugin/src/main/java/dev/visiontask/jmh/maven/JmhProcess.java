package dev.visiontask.jmh.maven;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Runs {@code org.openjdk.jmh.Main} in a JVM of its own, on a given class path. Benchmarks never run inside Maven, whose
 * heap, threads and class loaders would be measured along.
 */
final class JmhProcess {
    /** How JMH tells that a benchmark threw or that its JVM died; JMH's own exit code stays 0 then. */
    private static final Pattern FAILURE_LINE =
            Pattern.compile("(.*<failure>|<forked VM failed with exit code .*)\\s*");

    private final Path directory;
    private final Path argumentFile;
    private final List<String> classPath;
    private final Map<String, String> environment;

    /**
     * Describes the process.
     *
     * @param directory the working directory
     * @param argumentFile where to write the class path, which is too long for some command lines
     * @param classPath folders and jars
     * @param environment variables added to Maven's own; the JVMs that JMH forks inherit them
     */
    JmhProcess(Path directory, Path argumentFile, List<String> classPath, Map<String, String> environment) {
        this.directory = directory;
        this.argumentFile = argumentFile;
        this.classPath = List.copyOf(classPath);
        this.environment = Map.copyOf(environment);
    }

    /** How a run ended. */
    record Outcome(int exitCode, int failedBenchmarks) {}

    /** Runs JMH and copies what it prints to {@code out} as it comes. */
    Outcome run(List<String> arguments, OutputStream out) throws IOException, InterruptedException {
        Process process = start(arguments);
        Thread killer = new Thread(process::destroy);
        Runtime.getRuntime().addShutdownHook(killer);
        try {
            int failures = copy(process.getInputStream(), out);
            return new Outcome(process.waitFor(), failures);
        } finally {
            // Only an interrupt or a broken pipe finds it alive here.
            process.destroy();
            removeHook(killer);
        }
    }

    /** The full names of the benchmarks that these arguments choose. */
    List<String> list(List<String> arguments) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(arguments);
        all.add("-l");
        ByteArrayOutputStream captured = new ByteArrayOutputStream();
        Outcome outcome = run(all, captured);
        String text = captured.toString(Charset.defaultCharset());
        List<String> lines = text.lines().toList();
        int title = lines.indexOf("Benchmarks: ");
        if (outcome.exitCode() != 0 || title < 0) {
            throw new IOException(
                    "JMH could not list the benchmarks (exit code " + outcome.exitCode() + "):\n" + text.strip());
        }
        return lines.stream()
                .skip(title + 1L)
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
    }

    private Process start(List<String> arguments) throws IOException {
        Files.createDirectories(argumentFile.toAbsolutePath().getParent());
        Files.writeString(argumentFile, "-cp\n" + quoted(String.join(File.pathSeparator, classPath)) + "\n");
        List<String> command = new ArrayList<>();
        command.add(java().toString());
        command.add("@" + argumentFile);
        command.add("org.openjdk.jmh.Main");
        command.addAll(arguments);
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        return process;
    }

    private static Path java() {
        boolean isWindows =
                System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("windows");
        return Path.of(System.getProperty("java.home"), "bin", isWindows ? "java.exe" : "java");
    }

    /** In an argument file a backslash escapes the next character within quotes. */
    private static String quoted(String value) {
        return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /** Copies byte by chunk, not line by line: JMH prints an iteration's number long before its result. */
    private static int copy(InputStream in, OutputStream out) throws IOException {
        int failures = 0;
        StringBuilder line = new StringBuilder();
        byte[] buffer = new byte[8192];
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            out.write(buffer, 0, n);
            out.flush();
            for (char c : new String(buffer, 0, n, StandardCharsets.ISO_8859_1).toCharArray()) {
                if (c == '\n') {
                    failures += FAILURE_LINE.matcher(line).matches() ? 1 : 0;
                    line.setLength(0);
                } else {
                    line.append(c);
                }
            }
        }
        return failures;
    }

    private static void removeHook(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // Maven is going down: the hook runs by itself.
            return;
        }
    }
}
