package dev.visiontask.backend.djl;

import com.sun.jna.Function;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The environment variables that MXNet and its OpenMP library read once, while they are loaded. A Java program cannot set
 * its own environment, so this asks the C library; what the user has set stays, and ours are removed afterwards.
 *
 * <ul>
 *   <li>{@code MXNET_ENGINE_TYPE=NaiveEngine}: operators run in the thread that calls, so that each session has the number
 *       of threads it was given. MXNet's own default puts all calls of the process through one
 *       worker thread whose OpenMP count cannot be changed any more.
 *   <li>{@code OMP_WAIT_POLICY=PASSIVE}: idle OpenMP threads sleep. Spinning, they take the cores from other engines and
 *       from each other: a call became up to 10 times slower on a busy machine.
 * </ul>
 */
final class MxnetVariables {
    private static final System.Logger LOG = System.getLogger(MxnetVariables.class.getName());

    private static final Map<String, String> WANTED =
            Map.of("MXNET_ENGINE_TYPE", "NaiveEngine", "OMP_WAIT_POLICY", "PASSIVE");

    private final List<String> set = new ArrayList<>();
    private final boolean isWindows;

    /** Until {@link #end()}. */
    static MxnetVariables begin(MxnetPlatform platform) {
        return new MxnetVariables(platform);
    }

    private MxnetVariables(MxnetPlatform platform) {
        isWindows = platform.os().equals("win");
        WANTED.forEach((name, value) -> {
            if (System.getenv(name) == null && put(name, value)) {
                set.add(name);
            }
        });
    }

    private boolean put(String name, String value) {
        try {
            int failed = isWindows
                    ? Function.getFunction("ucrtbase", "_putenv_s").invokeInt(new Object[] {name, value})
                    : Function.getFunction("c", "setenv").invokeInt(new Object[] {name, value, 1});
            return failed == 0;
        } catch (LinkageError e) {
            // JNA has no library here, or no temporary folder to unpack it into; the second time its class is missing.
            LOG.log(
                    System.Logger.Level.WARNING,
                    "Cannot set {0}={1} for MXNet: calls work, but one at a time and without a limit of threads."
                            + " Set it in the environment of the process.",
                    name,
                    value);
            return false;
        }
    }

    void end() {
        for (String name : set) {
            if (isWindows) {
                put(name, "");
            } else {
                Function.getFunction("c", "unsetenv").invokeInt(new Object[] {name});
            }
        }
    }
}
