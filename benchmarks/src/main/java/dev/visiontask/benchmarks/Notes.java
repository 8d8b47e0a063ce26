package dev.visiontask.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Facts that {@code mvn jmh:run} prints and records beside the figures, such as the hash of the model. */
final class Notes {
    private static final String VARIABLE = "JMH_NOTES";

    private Notes() {}

    /** Notes a fact; does nothing when the benchmark runs without the Maven goal. */
    static void add(String name, String value) throws IOException {
        String file = System.getenv(VARIABLE);
        if (file != null) {
            Files.writeString(
                    Path.of(file),
                    name + "=" + value + "\n",
                    StandardCharsets.UTF_8,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        }
    }
}
