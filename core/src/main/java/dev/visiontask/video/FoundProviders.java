package dev.visiontask.video;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.function.Function;

/**
 * The providers on the class path.
 *
 * @param all those that load, each name once
 * @param broken why others do not
 * @param <P> the kind of provider
 */
record FoundProviders<P>(List<P> all, List<String> broken) {
    /** Copies the lists. */
    FoundProviders {
        all = List.copyOf(all);
        broken = List.copyOf(broken);
    }

    /** Looks by this library's class loader and by the thread's context class loader. */
    static <P> FoundProviders<P> of(Class<P> kind, Function<P, String> name) {
        Map<String, P> found = new LinkedHashMap<>();
        List<String> broken = new ArrayList<>();
        ClassLoader own = FoundProviders.class.getClassLoader();
        collect(ServiceLoader.load(kind, own), name, found, broken);
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        if (context != null && context != own) {
            collect(ServiceLoader.load(kind, context), name, found, broken);
        }
        return new FoundProviders<>(new ArrayList<>(found.values()), broken);
    }

    private static <P> void collect(
            ServiceLoader<P> loader, Function<P, String> name, Map<String, P> found, List<String> broken) {
        var providers = loader.stream().iterator();
        while (true) {
            try {
                if (!providers.hasNext()) {
                    return;
                }
                P provider = providers.next().get();
                found.putIfAbsent(name.apply(provider), provider);
            } catch (ServiceConfigurationError | LinkageError e) {
                // One broken provider must not hide the others; the reason is shown when none is found.
                broken.add(e.toString());
            }
        }
    }

    /** For messages: a clause about those that do not load, or nothing. */
    String reasons() {
        return broken.isEmpty() ? "" : "; a provider does not load: " + String.join("; ", broken);
    }
}
