package dev.visiontask.backend.djl;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Names the module of a class that DJL does not find: on the module path only what is required is there. */
final class MissingModule {
    /** Packages of what DJL uses, and their modules. */
    private static final Map<String, String> MODULES = Map.of(
            "org.slf4j.", "org.slf4j",
            "com.google.gson.", "com.google.gson",
            "com.sun.jna.", "com.sun.jna",
            "ai.djl.mxnet.", "ai.djl.mxnet_engine",
            "org.apache.commons.compress.", "org.apache.commons.compress");

    private MissingModule() {}

    /** What to do, if a class was not found; null if the failure is of another kind. */
    static @Nullable String advice(Throwable failure) {
        if (!(failure instanceof ClassNotFoundException) && !(failure instanceof NoClassDefFoundError)) {
            return null;
        }
        String name = String.valueOf(failure.getMessage()).replace('/', '.');
        for (Map.Entry<String, String> module : MODULES.entrySet()) {
            if (name.contains(module.getKey())) {
                return "MXNet's engine needs the class " + name + " of the module " + module.getValue()
                        + ", which is not there. On the module path, start java with --add-modules " + module.getValue()
                        + "; on the class path, add the jar.";
            }
        }
        return "MXNet's engine needs the class " + name
                + ", which is not there. On the module path, start java with --add-modules ALL-MODULE-PATH; on the class"
                + " path, add its jar.";
    }
}
