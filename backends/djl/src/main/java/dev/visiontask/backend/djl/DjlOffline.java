package dev.visiontask.backend.djl;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Keeps DJL off the network while an engine starts. Unless told not to, DJL then reports to its makers (from EC2
 * metadata) and downloads native libraries that are missing. The two settings are system properties, which belong to the
 * user's program too, so they are put back afterwards; what the user has set already, by property or by environment
 * variable, stays as it is and is logged if it allows traffic.
 */
final class DjlOffline {
    private static final System.Logger LOG = System.getLogger(DjlOffline.class.getName());

    /** Property to environment variable; DJL reads either. */
    private static final Map<String, String> SETTINGS =
            Map.of("ai.djl.offline", "DJL_OFFLINE", "OPT_OUT_TRACKING", "OPT_OUT_TRACKING");

    private final Map<String, String> changed = new LinkedHashMap<>();

    /** Until {@link #end()}. The caller lets one engine start at a time. */
    static DjlOffline begin() {
        return new DjlOffline();
    }

    private DjlOffline() {
        SETTINGS.forEach((property, variable) -> {
            String chosen = chosen(property, variable);
            if (chosen == null) {
                System.setProperty(property, "true");
                changed.put(property, "true");
            } else if (!Boolean.parseBoolean(chosen)) {
                LOG.log(
                        System.Logger.Level.WARNING,
                        "{0} is {1}: DJL may use the network. Unset it (or set true) to keep DJL offline.",
                        property,
                        chosen);
            }
        });
    }

    private static @Nullable String chosen(String property, String variable) {
        String fromEnvironment = System.getenv(variable);
        return fromEnvironment != null ? fromEnvironment : System.getProperty(property);
    }

    void end() {
        changed.forEach((property, value) -> {
            if (value.equals(System.getProperty(property))) {
                System.clearProperty(property);
            }
        });
    }
}
