package dev.visiontask.model;

import com.google.gson.JsonElement;

/**
 * One thing known of a model.
 *
 * @param value in the form of the canonical key
 * @param layer how strong it is
 * @param source which file said so, such as {@code config.json}; may be empty
 */
record Fact(JsonElement value, Layer layer, String source) {
    /** For messages and {@code info()}: {@code sidecar preprocessor_config.json}. */
    String origin() {
        boolean apart = source.isEmpty() || source.startsWith(",");
        return layer.origin() + (apart ? source : " " + source);
    }
}
