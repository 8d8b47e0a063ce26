package dev.visiontask.backend;

import dev.visiontask.BackendNotFoundException;
import dev.visiontask.ModelFormatException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The backends on the class path, and which of them runs a model: the one that the caller names; else the engine native
 * to the model's format; else the only other one that loads it. Never a silent fallback: a named backend that does not
 * work here is an error, and where two would do equally the caller has to name one.
 */
public final class Backends {
    private static final Map<ModelFormat, String> COORDINATES = Map.of(
            ModelFormat.ONNX,
            "dev.visiontask:visiontask-backend-onnxruntime",
            ModelFormat.MXNET,
            "dev.visiontask:visiontask-backend-djl");

    private final List<Backend> installed;
    private final List<String> broken;

    private Backends(List<Backend> installed, List<String> broken) {
        this.installed = List.copyOf(installed);
        this.broken = List.copyOf(broken);
    }

    /** Looks the class path up, by this library's class loader and by the thread's context class loader. */
    public static Backends find() {
        Map<String, Backend> found = new LinkedHashMap<>();
        List<String> broken = new ArrayList<>();
        collect(Backends.class.getClassLoader(), found, broken);
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        if (context != null && context != Backends.class.getClassLoader()) {
            collect(context, found, broken);
        }
        return new Backends(new ArrayList<>(found.values()), broken);
    }

    /** Exactly these backends; for tests and for applications that do not use the service loader. */
    public static Backends of(List<? extends Backend> backends) {
        return new Backends(new ArrayList<>(backends), List.of());
    }

    private static void collect(@Nullable ClassLoader loader, Map<String, Backend> found, List<String> broken) {
        var providers = ServiceLoader.load(Backend.class, loader).stream().iterator();
        while (true) {
            try {
                if (!providers.hasNext()) {
                    return;
                }
                Backend backend = providers.next().get();
                found.putIfAbsent(backend.name(), backend);
            } catch (ServiceConfigurationError | LinkageError e) {
                // One broken provider must not hide the others; the reason is shown when no backend is found.
                broken.add("a provider that does not load: " + e);
            }
        }
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
        Backend backend = installed.stream()
                .filter(candidate -> candidate.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new BackendNotFoundException(
                        "Expected a backend named " + name + ", found: " + report() + remedy(files)));
        ModelFile file = files.stream()
                .filter(candidate -> backend.formats().contains(candidate.format()))
                .findFirst()
                .orElseThrow(() -> new ModelFormatException("Backend " + name + " loads "
                        + formatIds(List.copyOf(backend.formats())) + ", found: " + paths(files)
                        + ". Name another backend or give the model in one of these formats."));
        Availability availability = backend.probe();
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
            Availability availability = backend.probe();
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

    /** For people: each backend and whether it works here, one line each; {@code none} if there are none. */
    public String report() {
        List<String> lines = new ArrayList<>();
        for (Backend backend : installed) {
            Availability availability = backend.probe();
            lines.add("\n  " + backend.name() + " for " + formatIds(List.copyOf(backend.formats())) + ": "
                    + (availability.isAvailable() ? "works, " : "does not work here, ") + availability.detail());
        }
        broken.forEach(line -> lines.add("\n  " + line));
        return lines.isEmpty() ? "none" : String.join("", lines);
    }

    private static String remedy(List<ModelFile> files) {
        String coordinates = files.stream()
                .map(file -> COORDINATES.get(file.format()))
                .filter(coordinate -> coordinate != null)
                .distinct()
                .collect(Collectors.joining(" or "));
        return coordinates.isEmpty() ? "" : "\nAdd the Maven dependency " + coordinates + ".";
    }

    private static String formatIds(List<ModelFormat> formats) {
        return formats.stream().map(ModelFormat::id).sorted().collect(Collectors.joining(", "));
    }

    private static String paths(List<ModelFile> files) {
        return files.stream().map(file -> file.path().toString()).collect(Collectors.joining(", "));
    }
}
