package dev.visiontask.backend.onnxruntime;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import dev.visiontask.BackendNotFoundException;
import dev.visiontask.backend.Availability;
import dev.visiontask.internal.NativeFailure;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The one environment of the process; made, with the native library, when it is first asked for. */
final class OrtRuntime {
    private OrtRuntime() {}

    static OrtEnvironment environment() {
        OrtEnvironment environment = Holder.LOADED.environment;
        if (environment == null) {
            throw new BackendNotFoundException(Holder.LOADED.detail);
        }
        return environment;
    }

    static Availability probe() {
        return new Availability(Holder.LOADED.environment != null, Holder.LOADED.detail);
    }

    private record Loaded(@Nullable OrtEnvironment environment, String detail) {
        static Loaded load() {
            try {
                OrtEnvironment environment = OrtEnvironment.getEnvironment();
                environment.setTelemetry(false);
                return new Loaded(environment, "ONNX Runtime " + environment.getVersion() + ", CPU");
            } catch (OrtException | RuntimeException | LinkageError e) {
                return new Loaded(null, explain(e));
            }
        }

        private static String explain(Throwable error) {
            String platform =
                    (System.getProperty("os.name") + " " + System.getProperty("os.arch")).toLowerCase(Locale.ROOT);
            return "ONNX Runtime's native library does not load on " + platform + ": "
                    + NativeFailure.reason(error)
                    + ". Expected com.microsoft.onnxruntime:onnxruntime on the class path, a platform that it has a"
                    + " library for (Linux with glibc 2.28 or newer, not Alpine's musl, on x86-64 or arm64; macOS on"
                    + " arm64; Windows on x86-64) and 25 MB in a"
                    + " temporary folder (-Djava.io.tmpdir) from which code may be executed; or a folder with the"
                    + " library, named by -Donnxruntime.native.path.";
        }
    }

    private static final class Holder {
        static final Loaded LOADED = Loaded.load();
    }
}
