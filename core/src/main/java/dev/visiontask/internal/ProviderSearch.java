package dev.visiontask.internal;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One search of the class path for the providers of one kind. */
final class ProviderSearch<P> {
    /** A class loader that fails anew at each step would go on forever. */
    private static final int MOST_ERRORS = 100;

    private final Class<P> kind;
    private final Function<P, String> nameOf;
    private final Consumer<P> check;
    private final Map<String, P> found = new LinkedHashMap<>();
    private final Set<String> classes = new HashSet<>();
    private final Set<String> problems = new LinkedHashSet<>();
    private final Set<String> lost = new HashSet<>();

    ProviderSearch(Class<P> kind, Function<P, String> nameOf, Consumer<P> check) {
        this.kind = kind;
        this.nameOf = nameOf;
        this.check = check;
    }

    Providers<P> run() {
        Set<ClassLoader> loaders = loaders();
        loaders.forEach(loader -> search(ServiceLoader.load(kind, loader)));
        KnownProvider.of(kind).forEach(known -> noteIfLost(known, loaders));
        return new Providers<>(kind, found, List.copyOf(problems), Set.copyOf(lost));
    }

    /**
     * The loader of this library, which sees what lies beside it; that of the calling thread, which in containers sees the
     * application; and that of the program, for threads without one.
     */
    private Set<ClassLoader> loaders() {
        Set<ClassLoader> loaders = new LinkedHashSet<>();
        for (ClassLoader loader : new @Nullable ClassLoader[] {
            kind.getClassLoader(), Thread.currentThread().getContextClassLoader(), ClassLoader.getSystemClassLoader()
        }) {
            if (loader != null) {
                loaders.add(loader);
            }
        }
        return loaders;
    }

    private void search(ServiceLoader<P> loader) {
        var providers = loader.stream().iterator();
        for (int errors = 0; errors < MOST_ERRORS; ) {
            try {
                if (!providers.hasNext()) {
                    return;
                }
                add(providers.next().get());
            } catch (ServiceConfigurationError | LinkageError | RuntimeException e) {
                errors++;
                note(e);
            }
        }
    }

    private void add(P provider) {
        String className = provider.getClass().getName();
        if (!classes.add(className)) {
            // Two loaders led to it.
            return;
        }
        String name;
        try {
            name = nameOf.apply(provider);
            check.accept(provider);
        } catch (LinkageError | RuntimeException e) {
            problems.add(className + " does not say what it provides: " + e);
            return;
        }
        if (name == null || name.isBlank()) {
            problems.add(className + " gives no name");
            return;
        }
        P other = found.putIfAbsent(name, provider);
        if (other != null) {
            problems.add(className + " has the name " + name + ", which "
                    + other.getClass().getName() + " has, too; take one of them off the class path");
        }
    }

    private void note(Throwable failure) {
        String message = String.valueOf(failure.getMessage());
        // Another loader's copy of a provider that is already here.
        if (List.of(message.split("[\\s:]+")).stream().noneMatch(classes::contains)) {
            Throwable root = NativeFailure.root(failure);
            boolean wrapped = failure instanceof ServiceConfigurationError;
            problems.add((wrapped ? message : failure.toString()) + (root == failure ? "" : ": " + root));
        }
    }

    private void noteIfLost(KnownProvider known, Set<ClassLoader> loaders) {
        boolean mentioned = classes.contains(known.className())
                || problems.stream().anyMatch(problem -> problem.contains(known.className()));
        if (!mentioned && loaders.stream().anyMatch(loader -> loader.getResource(known.resource()) != null)) {
            lost.add(known.name());
            problems.add(known.className() + " is on the class path, but no file META-INF/services/" + kind.getName()
                    + " names it: the jars were merged without their service files (the Maven Shade plugin merges"
                    + " them by its ServicesResourceTransformer, Gradle's Shadow plugin by mergeServiceFiles())");
        }
    }
}
