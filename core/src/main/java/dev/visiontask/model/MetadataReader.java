package dev.visiontask.model;

import com.google.gson.JsonPrimitive;
import java.util.Map;

/** Reads the key-value pairs inside an ONNX file. */
final class MetadataReader {
    private MetadataReader() {}

    static void read(Map<String, String> metadata, Facts facts) {
        String license = metadata.get("license");
        if (license != null && !license.isBlank()) {
            facts.add(SpecKeys.LICENSE, new JsonPrimitive(license.strip()), Layer.IN_FILE, "metadata license");
        }
    }
}
