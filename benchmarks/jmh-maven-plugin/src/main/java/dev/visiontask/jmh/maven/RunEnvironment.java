package dev.visiontask.jmh.maven;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What a figure is worth nothing without: the machine, the JDK, the versions on the class path, the arguments, and what
 * the benchmarks noted themselves, such as the SHA-256 of the model they ran.
 */
final class RunEnvironment {
    /**
     * Environment variable with the file to which benchmarks may append lines {@code name=value} in their set-up. A
     * variable, because the JVMs that JMH forks inherit it whatever their arguments are.
     */
    static final String NOTES_VARIABLE = "JMH_NOTES";

    private static final Gson GSON =
            new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

    private final Map<String, Object> values = new LinkedHashMap<>();

    /**
     * Takes down where the run happens.
     *
     * @param project name and version of the module
     * @param arguments JMH's arguments
     * @param classPath what the benchmarks ran on
     */
    RunEnvironment(String project, List<String> arguments, List<String> classPath) {
        Runtime runtime = Runtime.getRuntime();
        values.put("time", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        values.put("project", project);
        values.put("os", property("os.name") + " " + property("os.version") + " " + property("os.arch"));
        values.put("cpu", cpuModel());
        values.put("processors", runtime.availableProcessors());
        values.put("jdk", property("java.vm.name") + " " + property("java.vm.version") + " " + property("java.vendor"));
        values.put("arguments", arguments);
        values.put(
                "libraries",
                classPath.stream().map(RunEnvironment::fileName).sorted().toList());
    }

    /** Adds what the benchmarks noted; a later note of the same name with another value stands beside the first. */
    void addNotes(Path file) throws IOException {
        if (!Files.exists(file)) {
            return;
        }
        Map<String, String> notes = new TreeMap<>();
        for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
            int equals = line.indexOf('=');
            if (equals > 0) {
                notes.merge(line.substring(0, equals), line.substring(equals + 1), RunEnvironment::both);
            }
        }
        values.put("notes", notes);
    }

    /** Writes all of it as JSON. */
    void write(Path file) throws IOException {
        Files.writeString(file, GSON.toJson(values) + "\n");
    }

    /** The lines to print above a table: everything except arguments and libraries. */
    String header() {
        StringBuilder text = new StringBuilder();
        Stream.of("project", "os", "cpu", "processors", "jdk")
                .forEach(key ->
                        text.append(key).append(": ").append(values.get(key)).append('\n'));
        if (values.get("notes") instanceof Map<?, ?> notes) {
            notes.forEach(
                    (key, value) -> text.append(key).append(": ").append(value).append('\n'));
        }
        return text.toString();
    }

    private static String both(String before, String next) {
        return List.of(before.split("; ")).contains(next) ? before : before + "; " + next;
    }

    private static String property(String name) {
        return System.getProperty(name, "unknown");
    }

    private static String fileName(String element) {
        Path name = Path.of(element).getFileName();
        return name == null ? element : name.toString();
    }

    private static String cpuModel() {
        Path cpuInfo = Path.of("/proc/cpuinfo");
        if (Files.isReadable(cpuInfo)) {
            try (Stream<String> lines = Files.lines(cpuInfo)) {
                return lines.filter(line -> line.startsWith("model name"))
                        .map(line -> line.substring(line.indexOf(':') + 1).strip())
                        .findFirst()
                        .orElse(property("os.arch"));
            } catch (IOException e) {
                return property("os.arch");
            }
        }
        String windows = System.getenv("PROCESSOR_IDENTIFIER");
        return windows == null ? property("os.arch") : windows;
    }
}
