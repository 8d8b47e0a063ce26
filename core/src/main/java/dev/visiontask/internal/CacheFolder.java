package dev.visiontask.internal;

import dev.visiontask.ModelNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** Decides where copies of models may be kept. */
public final class CacheFolder {
    /** The system property with the folder. */
    public static final String PROPERTY = "visiontask.cache";

    private CacheFolder() {}

    /**
     * A folder that exists and can be written: that of the system property, else the user's cache folder, else one in the
     * folder for temporary files.
     *
     * @throws ModelNotFoundException if there is none
     */
    public static Path choose() {
        return choose(System.getProperties(), System.getenv());
    }

    /** As {@link #choose()}, for these properties and this environment. */
    public static Path choose(Properties properties, Map<String, String> environment) {
        String wanted = properties.getProperty(PROPERTY);
        if (wanted != null && !wanted.isBlank()) {
            return named(wanted);
        }
        Path usual = usual(properties, environment);
        if (usual != null && isWritable(usual)) {
            return usual;
        }
        Path temporary = Path.of(
                properties.getProperty("java.io.tmpdir", "."),
                "visiontask-" + properties.getProperty("user.name", "user").replaceAll("[^A-Za-z0-9._-]", "_"));
        if (!isWritable(temporary)) {
            throw new ModelNotFoundException("Expected a writable folder for the models inside the jar, found neither "
                    + usual + " nor " + temporary + ". Set the system property " + PROPERTY + ".");
        }
        return temporary;
    }

    private static Path named(String wanted) {
        try {
            Path folder = Path.of(wanted).toAbsolutePath();
            if (isWritable(folder)) {
                return folder;
            }
        } catch (InvalidPathException unusable) {
            // Not a folder either.
        }
        throw new ModelNotFoundException("Expected a writable folder in the system property " + PROPERTY + ", found: "
                + wanted + "." + PathHint.of(wanted));
    }

    private static @Nullable Path usual(Properties properties, Map<String, String> environment) {
        boolean windows = properties.getProperty("os.name", "").startsWith("Windows");
        String home = environment.get(windows ? "LOCALAPPDATA" : "XDG_CACHE_HOME");
        try {
            if (home != null && Path.of(home).isAbsolute()) {
                return Path.of(home, "visiontask");
            }
            String user = properties.getProperty("user.home", "");
            return user.isEmpty() || !Path.of(user).isAbsolute() ? null : Path.of(user, ".cache", "visiontask");
        } catch (InvalidPathException unusable) {
            return null;
        }
    }

    private static boolean isWritable(Path folder) {
        try {
            return Files.isWritable(Files.createDirectories(folder));
        } catch (IOException refused) {
            return false;
        }
    }
}
