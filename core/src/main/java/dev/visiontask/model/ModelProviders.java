package dev.visiontask.model;

import dev.visiontask.ModelNotFoundException;
import java.util.HashMap;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/** The providers on the class path. */
final class ModelProviders {
    private ModelProviders() {}

    static Map<String, ModelProvider> byId() {
        Map<String, ModelProvider> found = new HashMap<>();
        try {
            for (ModelProvider provider : ServiceLoader.load(ModelProvider.class)) {
                add(found, provider);
            }
            // A container's context class loader may not see this library's neighbours.
            for (ModelProvider provider :
                    ServiceLoader.load(ModelProvider.class, ModelProvider.class.getClassLoader())) {
                add(found, provider);
            }
        } catch (ServiceConfigurationError error) {
            throw new ModelNotFoundException(
                    "Expected every " + ModelProvider.class.getName() + " on the class path to load, found: "
                            + error.getMessage(),
                    error);
        }
        return found;
    }

    private static void add(Map<String, ModelProvider> found, ModelProvider provider) {
        for (String id : provider.ids()) {
            ModelProvider other = found.putIfAbsent(id, provider);
            if (other != null && other.getClass() != provider.getClass()) {
                throw new ModelNotFoundException("Expected one provider of the model id " + id + ", found "
                        + other.getClass().getName() + " and "
                        + provider.getClass().getName() + ". Take one off the class path.");
            }
        }
    }
}
