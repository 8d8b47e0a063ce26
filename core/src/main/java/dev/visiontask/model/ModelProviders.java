package dev.visiontask.model;

import dev.visiontask.ModelNotFoundException;
import dev.visiontask.VisionException;
import dev.visiontask.internal.Providers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The models that the providers on the class path have, by id. */
final class ModelProviders {
    private static final String STARTER = "dev.visiontask.starter.StarterModels";

    private final Providers<ModelProvider> providers;
    private final Map<String, List<ModelProvider>> byId = new TreeMap<>();

    private ModelProviders(Providers<ModelProvider> providers) {
        this.providers = providers;
        for (ModelProvider provider : providers.all()) {
            provider.ids()
                    .forEach(id -> byId.computeIfAbsent(id, unused -> new ArrayList<>())
                            .add(provider));
        }
    }

    static ModelProviders find() {
        return new ModelProviders(Providers.find(
                ModelProvider.class,
                provider -> provider.getClass().getName(),
                provider -> Set.copyOf(provider.ids())));
    }

    Set<String> ids() {
        return byId.keySet();
    }

    /**
     * The folder of an id; null if no provider has it.
     *
     * @throws ModelNotFoundException if two have it, or the one that has it does not give a folder
     */
    @Nullable
    Path locate(String id) {
        List<ModelProvider> having = byId.getOrDefault(id, List.of());
        if (having.size() > 1) {
            String names = having.stream()
                    .map(provider -> provider.getClass().getName())
                    .collect(Collectors.joining(" and "));
            throw new ModelNotFoundException("Expected one provider of the model id " + id + ", found " + names
                    + ". Take one off the class path.");
        }
        return having.isEmpty() ? null : folder(having.get(0), id);
    }

    private static Path folder(ModelProvider provider, String id) {
        Path folder;
        try {
            folder = provider.locate(id);
        } catch (VisionException e) {
            throw e;
        } catch (LinkageError | RuntimeException e) {
            throw new ModelNotFoundException(
                    "Expected " + provider.getClass().getName() + " to give the folder of its model " + id + ", found: "
                            + e,
                    e);
        }
        if (folder == null || !Files.isDirectory(folder)) {
            throw new ModelNotFoundException("Expected " + provider.getClass().getName()
                    + " to give the folder of its model " + id + ", found: " + folder);
        }
        return folder;
    }

    /** For messages: the ids, and what keeps others away. */
    String report() {
        String ids = byId.isEmpty() ? "none." + starterAdvice() : String.join(", ", byId.keySet()) + ".";
        return ids
                + providers.problems().stream()
                        .map(problem -> " Left out: " + problem + ".")
                        .collect(Collectors.joining());
    }

    private String starterAdvice() {
        return providers.named(STARTER).isPresent() ? "" : " For the embedded models:" + providers.advice(STARTER);
    }
}
