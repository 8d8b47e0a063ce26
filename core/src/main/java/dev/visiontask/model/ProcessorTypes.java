package dev.visiontask.model;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What Hugging Face's image processors do where their file is silent, from {@code image-processors.json}: a table in the
 * keys of {@code preprocessor_config.json} after transformers 5.18. A null stands for a default that differs
 * between versions, so that the file has to say it.
 *
 * @param table the defaults by class name
 */
record ProcessorTypes(JsonObject table) {
    private static final String RESOURCE = "image-processors.json";

    static ProcessorTypes load() {
        try (InputStream in = Objects.requireNonNull(ProcessorTypes.class.getResourceAsStream(RESOURCE), RESOURCE)) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return new ProcessorTypes(Json.parse(RESOURCE, text).getAsJsonObject());
        } catch (IOException broken) {
            throw new UncheckedIOException("Expected to read " + RESOURCE + " of this library's own jar", broken);
        }
    }

    Set<String> names() {
        return table.keySet();
    }

    /** The known class for a class name in the file: older and backend-specific names are the same processor. */
    Optional<String> ofClass(String className) {
        String name = className
                .replace("FeatureExtractor", "ImageProcessor")
                .replaceFirst("ImageProcessor(Fast|Pil)$", "ImageProcessor");
        return table.has(name) ? Optional.of(name) : Optional.empty();
    }

    /** The class that goes with the {@code model_type} of {@code config.json}; files of 2021 do not name theirs. */
    Optional<String> ofModelType(String modelType) {
        return names().stream()
                .filter(name -> defaults(name).getAsJsonArray("model_types").asList().stream()
                        .map(JsonElement::getAsString)
                        .anyMatch(modelType::equals))
                .findFirst();
    }

    JsonObject defaults(String type) {
        return table.getAsJsonObject(type);
    }
}
