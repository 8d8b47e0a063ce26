package dev.visiontask.backend;

import dev.visiontask.BackendNotFoundException;
import dev.visiontask.ModelFormatException;
import dev.visiontask.internal.Providers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The backends on the class path, and which of them runs a model: the one that the caller names; else the engine native
 * to the model's format; else the only other one that loads it. Never a silent fallback: a named backend that does not
 * work here is an error, and where two would do equally the caller has to name one.
 */
public final class Backends {
    /** This project's backends for a format, the one that it belongs to first. */
    private static final Map<ModelFormat, List<String>> OURS =
            Map.of(ModelFormat.ONNX, List.of("onnxruntime", "opencv-dnn"), ModelFormat.MXNET, List.of("mxnet"));

    private final Providers<Backend> providers;
    private final List<Backend> installed;

    private Backends(Providers<Backend> providers) {
        this.providers = providers;
        this.installed = providers.all();
    }

    /**
     * Looks the class path up, by the class loaders of this library, of the calling thread and of the program. A backend
     * that does not load is left out and logged, once; the errors of {@link #choose} name it, too.
     */
    public static Backends find() {
        return new Backends(Providers.find(Backend.class, Backend::name, backend -> List.copyOf(backend.formats())));
    }

    /**
     * Exactly these backends; for tests and for applications that do not use the service loader.
     *
     * @throws IllegalArgumentException if two have one name
     */
    public static Backends of(List<? extends Backend> backends) {
        return new Backends(Providers.of(Backend.class, backends, Backend::name));
    }

    /** The backends found, in the order of the class path. */
    public List<Backend> installed() {
        return installed;
    }

    /** The formats that some installed backend loads, and those that this project knows a backend for. */
    public List<ModelFormat> formats() {
        List<ModelFormat> formats = new ArrayList<>(List.of(ModelFormat.ONNX, ModelFormat.MXNET));
        for (Backend backend : installed) {
            for (ModelFormat format : backend.formats()) {
                if (!formats.contains(format)) {
                    formats.add(format);
                }
            }
        }
        return formats;
    }

    /**
     * Chooses who runs a model.
     *
     * @param files the model in one or several formats, the preferred one first; at least one
     * @param name the backend that the caller wants, or null
     * @throws BackendNotFoundException if the named one is missing or does not work here, if none loads the model, or if
     *     several would do; the message lists each with its reason and the coordinate to add
     * @throws ModelFormatException if the named backend does not load any of the files
     */
    public BackendChoice choose(List<ModelFile> files, @Nullable String name) {
        if (files.isEmpty()) {
            throw new IllegalArgumentException("Expected at least one model file");
        }
        return name == null ? chooseByFormat(files) : chooseByName(files, name);
    }

    private BackendChoice chooseByName(List<ModelFile> files, String name) {
        Backend backend = providers
                .named(name)
                .orElseThrow(() -> new BackendNotFoundException("Expected a backend named " + name + ", found: "
                        + report() + "\n" + providers.advice(name).strip()));
        ModelFile file = files.stream()
                .filter(candidate -> backend.formats().contains(candidate.format()))
                .findFirst()
                .orElseThrow(() -> new ModelFormatException("Backend " + name + " loads "
                        + formatIds(List.copyOf(backend.formats())) + ", found: " + paths(files)
                        + ". Name another backend or give the model in one of these formats."));
        Availability availability = probe(backend);
        if (!availability.isAvailable()) {
            throw new BackendNotFoundException("Backend " + name + " does not work here: " + availability.detail());
        }
        return new BackendChoice(backend, file, "named by the caller", availability.detail());
    }

    private BackendChoice chooseByFormat(List<ModelFile> files) {
        for (ModelFile file : files) {
            BackendChoice choice = choose(file, true);
            if (choice != null) {
                return choice;
            }
        }
        for (ModelFile file : files) {
            BackendChoice choice = choose(file, false);
            if (choice != null) {
                return choice;
            }
        }
        throw new BackendNotFoundException(
                "No backend here runs " + paths(files) + ", found: " + report() + remedy(files));
    }

    private @Nullable BackendChoice choose(ModelFile file, boolean isNative) {
        List<BackendChoice> choices = new ArrayList<>();
        for (Backend backend : installed) {
            if (!backend.formats().contains(file.format()) || backend.isNativeFor(file.format()) != isNative) {
                continue;
            }
            Availability availability = probe(backend);
            if (availability.isAvailable()) {
                String reason = (isNative ? "the engine native to " : "the only backend here that loads ")
                        + file.format().id() + " files";
                choices.add(new BackendChoice(backend, file, reason, availability.detail()));
            }
        }
        if (choices.size() > 1) {
            throw new BackendNotFoundException("Several backends run " + file.path() + " equally well: "
                    + choices.stream().map(choice -> choice.backend().name()).collect(Collectors.joining(", "))
                    + ". Name one with backend(\"...\").");
        }
        return choices.isEmpty() ? null : choices.get(0);
    }

    private static Availability probe(Backend backend) {
        try {
            return Objects.requireNonNull(backend.probe(), "no result");
        } catch (LinkageError | RuntimeException e) {
            // A backend of others that does not keep its promise.
            return Availability.no("its probe failed: " + e);
        }
    }

    /** For people: each backend and whether it works here, one line each; {@code none} if there are none. */
    public String report() {
        List<String> lines = new ArrayList<>();
        for (Backend backend : installed) {
            Availability availability = probe(backend);
            lines.add("\n  " + backend.name() + " for " + formatIds(List.copyOf(backend.formats())) + ": "
                    + (availability.isAvailable() ? "works, " : "does not work here, ") + availability.detail());
        }
        providers.problems().forEach(line -> lines.add("\n  left out: " + line));
        return lines.isEmpty() ? "none" : String.join("", lines);
    }

    /** What would run a file: of this project's backends for it, the first that is not installed. */
    private String remedy(List<ModelFile> files) {
        List<String> advice = new ArrayList<>();
        for (ModelFile file : files) {
            List<String> ours = OURS.getOrDefault(file.format(), List.of());
            List<String> here = ours.stream()
                    .filter(name -> providers.named(name).isPresent())
                    .toList();
            if (!here.isEmpty()) {
                advice.add("Make " + String.join(" or ", here) + " work, by what is said above.");
            }
            ours.stream()
                    .filter(name -> !here.contains(name))
                    .findFirst()
                    .ifPresent(name -> advice.add("For " + name + ":" + providers.advice(name)));
        }
        return advice.isEmpty() ? "" : "\n" + advice.stream().distinct().collect(Collectors.joining("\nOr: "));
    }

    private static String formatIds(List<ModelFormat> formats) {
        return formats.stream().map(ModelFormat::id).sorted().collect(Collectors.joining(", "));
    }

    private static String paths(List<ModelFile> files) {
        return files.stream().map(file -> file.path().toString()).collect(Collectors.joining(", "));
    }
}
