package dev.visiontask.examples;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where this module lies on disk, wherever the program was started. */
final class ExamplesFolder {
    /** Set by the POM; a development environment that starts the program itself need not set it. */
    private static final String PROPERTY = "visiontask.examples";

    private ExamplesFolder() {}

    /**
     * The folder that holds {@code pictures/index.csv}.
     *
     * @throws UsageException if it is not found
     */
    static Path find() {
        String given = System.getProperty(PROPERTY);
        if (given != null) {
            return Path.of(given);
        }
        Path here = Path.of("").toAbsolutePath();
        for (Path folder = here; folder != null; folder = folder.getParent()) {
            for (Path candidate : new Path[] {folder, folder.resolve("examples")}) {
                if (Files.isRegularFile(SampleFiles.index(candidate))) {
                    return candidate;
                }
            }
        }
        throw new UsageException("Expected to be started in the checkout of this project, found: " + here);
    }
}
