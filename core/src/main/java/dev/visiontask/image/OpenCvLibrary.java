package dev.visiontask.image;

import dev.visiontask.BackendNotFoundException;
import dev.visiontask.internal.NativeFailure;
import java.util.Locale;
import nu.pattern.OpenCV;
import org.jspecify.annotations.Nullable;

/**
 * The one place where OpenCV's native library is loaded, so that it is loaded once: core decodes and resamples with it,
 * and the {@code opencv-dnn} backend runs models with it.
 */
public final class OpenCvLibrary {
    private OpenCvLibrary() {}

    /**
     * Loads the library on the first call; later calls do nothing.
     *
     * @throws BackendNotFoundException if it does not load here; the message has the reason and what to do
     */
    public static void load() {
        if (Holder.FAILURE != null) {
            throw new BackendNotFoundException(Holder.FAILURE);
        }
    }

    private static final class Holder {
        static final @Nullable String FAILURE = tryLoad();

        private static @Nullable String tryLoad() {
            try {
                // loadShared() needs reflection that Java 12 and later refuse.
                OpenCV.loadLocally();
                return null;
            } catch (LinkageError | RuntimeException e) {
                return "OpenCV's native library does not load on " + platform() + ": " + NativeFailure.reason(e)
                        + ". Expected Linux (glibc 2.29 or newer; not Alpine's musl), macOS or Windows on a CPU"
                        + " that org.openpnp:opencv has a library for, and 65 MB in a temporary"
                        + " folder (-Djava.io.tmpdir) from which code may be executed (no noexec mount).";
            }
        }

        private static String platform() {
            return (System.getProperty("os.name") + " " + System.getProperty("os.arch")).toLowerCase(Locale.ROOT);
        }
    }
}
