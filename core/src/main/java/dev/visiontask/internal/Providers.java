package dev.visiontask.internal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The service providers of one kind. One that does not load, or does not say what it is, is left out and reported: once to
 * the log, and in the error when something is missing. Nothing is kept between two searches.
 *
 * @param <P> the service's interface
 */
public final class Providers<P> {
    private static final System.Logger LOG = System.getLogger(Providers.class.getName());
    private static final int MOST_LOGGED = 1000;
    private static final Set<String> LOGGED = ConcurrentHashMap.newKeySet();

    private final Class<P> kind;
    private final Map<String, P> byName;
    private final List<String> problems;
    private final Set<String> lost;

    Providers(Class<P> kind, Map<String, P> byName, List<String> problems, Set<String> lost) {
        this.kind = kind;
        this.byName = new LinkedHashMap<>(byName);
        this.problems = List.copyOf(problems);
        this.lost = Set.copyOf(lost);
    }

    /**
     * Looks by the class loaders of the service's interface, of the calling thread and of the program. Each class is taken
     * once, however many of them lead to it; of two classes with one name the first is taken.
     *
     * @param name of a provider
     * @param check asks a provider whatever a lookup will ask; one that throws is left out
     */
    public static <P> Providers<P> find(Class<P> kind, Function<P, String> name, Consumer<P> check) {
        Providers<P> found = new ProviderSearch<>(kind, name, check).run();
        for (String problem : found.problems) {
            if (LOGGED.size() < MOST_LOGGED && LOGGED.add(kind.getName() + problem)) {
                LOG.log(System.Logger.Level.WARNING, "A provider of {0} is left out: {1}", kind.getName(), problem);
            }
        }
        return found;
    }

    /**
     * Exactly these, by their names.
     *
     * @throws IllegalArgumentException if two have one name
     */
    public static <P> Providers<P> of(Class<P> kind, Collection<? extends P> providers, Function<P, String> name) {
        Map<String, P> byName = new LinkedHashMap<>();
        for (P provider : providers) {
            if (byName.putIfAbsent(name.apply(provider), provider) != null) {
                throw new IllegalArgumentException(
                        "Expected each name once, found two providers named " + name.apply(provider));
            }
        }
        return new Providers<>(kind, byName, List.of(), Set.of());
    }

    /** Those that work, in the order of the class path. */
    public List<P> all() {
        return List.copyOf(byName.values());
    }

    /** The one of this name. */
    public Optional<P> named(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** Why others are left out, a sentence each, for people. */
    public List<String> problems() {
        return problems;
    }

    /** For messages: a clause about those that are left out, or nothing. */
    public String reasons() {
        return problems.isEmpty() ? "" : "; left out: " + String.join("; ", problems);
    }

    /** As {@link #advice(String, Collection)} where all names are here. */
    public String advice(String name) {
        return advice(name, List.of());
    }

    /**
     * What to do about a name that is not here: sentences that begin with a space. The nearest name, the artifact that brings
     * the one asked for, and nothing about what is installed.
     *
     * @param builtIn names that the caller has besides
     */
    public String advice(String name, Collection<String> builtIn) {
        Optional<KnownProvider> known = KnownProvider.of(kind, name);
        if (known.isPresent()) {
            return remedy(known.get());
        }
        Map<String, String> names = new LinkedHashMap<>();
        builtIn.forEach(each -> names.put(each, each));
        byName.keySet().forEach(each -> names.put(each, each));
        for (KnownProvider each : KnownProvider.of(kind)) {
            names.put(each.name(), each.name());
            each.aliases().forEach(alias -> names.put(alias, each.name()));
        }
        String near = Nearest.of(name, names.keySet()).map(names::get).orElse(null);
        if (near == null) {
            return strangers();
        }
        boolean here = byName.containsKey(near) || builtIn.contains(near);
        String more = here ? "" : KnownProvider.of(kind, near).map(this::remedy).orElse("");
        return " Did you mean " + near + "?" + more;
    }

    private String remedy(KnownProvider known) {
        if (lost.contains(known.name())) {
            return " Merge the jars with their service files, as said above.";
        }
        if (problems.stream().anyMatch(problem -> problem.contains(known.className()))) {
            return " Its jar is on the class path, but it does not load, for the reason above.";
        }
        return " Add the Maven dependency " + known.coordinate() + ".";
    }

    private String strangers() {
        List<String> ours = new ArrayList<>();
        for (KnownProvider each : KnownProvider.of(kind)) {
            ours.add(each.name() + " (" + each.coordinate() + ")");
        }
        String others = " One of another project is found once its jar, with its service file META-INF/services/"
                + kind.getName() + ", is on the class path.";
        return ours.isEmpty()
                ? others
                : ours.stream().collect(Collectors.joining(", ", " This project has ", ".")) + others;
    }
}
