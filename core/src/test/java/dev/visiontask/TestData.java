package dev.visiontask;

import static org.assertj.core.api.Assertions.fail;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.opentest4j.TestAbortedException;

/**
 * Where the tests' real pictures, models and golden answers are: the folder named by the environment variable
 * {@code VISIONTASK_TESTDATA}, else {@code shared/testdata} beside the checkout. Without it a test that asks is skipped;
 * with {@code CI=true} it fails.
 */
public final class TestData {
    private TestData() {}

    /** The folder. */
    public static Path root() {
        Path root = find();
        if (root != null) {
            return root;
        }
        String message = "No test data: set VISIONTASK_TESTDATA or put it at ../shared/testdata beside the checkout"
                + " (looked upwards from " + Path.of("").toAbsolutePath() + ")";
        if ("true".equals(System.getenv("CI"))) {
            fail(message);
        }
        throw new TestAbortedException(message);
    }

    /** A file or folder in it, such as {@code images/testimages/cat.bmp}. */
    public static Path path(String relative) {
        Path path = root().resolve(relative);
        if (!Files.exists(path)) {
            fail("The test data at " + root() + " lacks " + relative);
        }
        return path;
    }

    private static @Nullable Path find() {
        String named = System.getenv("VISIONTASK_TESTDATA");
        if (named != null && !named.isBlank()) {
            return Files.isDirectory(Path.of(named)) ? Path.of(named) : null;
        }
        for (Path dir = Path.of("").toAbsolutePath(); dir != null; dir = dir.getParent()) {
            if (Files.isDirectory(dir.resolve("shared/testdata"))) {
                return dir.resolve("shared/testdata");
            }
        }
        return null;
    }
}
