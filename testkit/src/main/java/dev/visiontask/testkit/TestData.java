package dev.visiontask.testkit;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/**
 * Finds the folder of real models, pictures and golden answers that is not part of the repository: the environment
 * variable {@code VISIONTASK_TESTDATA}, else {@code shared/testdata} beside the checkout. A test that needs a file of it
 * is skipped without the folder, but fails when {@code CI} is {@code true}: a build server must not pass by not looking.
 */
public final class TestData {
    private static final String VARIABLE = "VISIONTASK_TESTDATA";

    private TestData() {}

    /** The folder, if it is there. */
    public static Optional<Path> folder() {
        String named = System.getenv(VARIABLE);
        if (named != null && !named.isBlank()) {
            return Optional.of(Path.of(named)).filter(Files::isDirectory);
        }
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            Path candidate = at.resolve("shared").resolve("testdata");
            if (Files.isDirectory(candidate)) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    /**
     * A file or folder of the test data; without it the calling test is skipped, or fails where {@code CI=true}.
     *
     * @param relative such as {@code models/classification/mobilenetv2_f32/model.onnx}
     */
    public static Path path(String relative) {
        Optional<Path> path = folder().map(folder -> folder.resolve(relative)).filter(Files::exists);
        if (path.isEmpty()) {
            String message = "Test data not found: " + relative + ". Set " + VARIABLE
                    + " to the folder that has it, or put it at shared/testdata beside the checkout; looked in: "
                    + folder().map(Path::toString).orElse("no such folder");
            if ("true".equalsIgnoreCase(System.getenv("CI"))) {
                Assertions.fail(message);
            }
            Assumptions.abort(message);
        }
        return path.orElseThrow();
    }
}
