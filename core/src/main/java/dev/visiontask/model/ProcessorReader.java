package dev.visiontask.model;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import dev.visiontask.ModelFormatException;
import dev.visiontask.UnsupportedOptionException;
import dev.visiontask.internal.Nearest;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Reads {@code preprocessor_config.json} of Hugging Face's image processors into our keys. */
final class ProcessorReader {
    static final String FILE_NAME = "preprocessor_config.json";
    private static final long MAX_BYTES = 1 << 20;

    /** Keys that say nothing about the pixels of one picture. */
    private static final Set<String> NEUTRAL = Set.of(
            "image_processor_type",
            "feature_extractor_type",
            "processor_class",
            "auto_map",
            "_valid_processor_keys",
            "model_input_names",
            "return_tensors",
            "data_format",
            "input_data_format",
            "device",
            "disable_grouping",
            "do_convert_rgb",
            "do_pad",
            "do_reduce_labels",
            "reduce_labels",
            "do_convert_annotations",
            "format");

    private final Path file;
    private final Facts facts;

    private ProcessorReader(Path file, Facts facts) {
        this.file = file;
        this.facts = facts;
    }

    /** Adds what the file says, if there is one; {@code config} is the {@code config.json} beside it. */
    static void read(Path directory, JsonObject config, Facts facts) {
        Json.beside(directory, FILE_NAME)
                .ifPresent(file -> new ProcessorReader(file, facts).read(Json.readObject(file, MAX_BYTES), config));
    }

    private void read(JsonObject given, JsonObject config) {
        ProcessorTypes types = ProcessorTypes.load();
        String type = type(types, given, config);
        JsonObject defaults = types.defaults(type);
        checkKeys(type, given, defaults);
        ProcessorValues values = new ProcessorValues(file, type, given, defaults, facts);
        if (facts.find(SpecKeys.RESIZE_MODE).isEmpty()) {
            new ProcessorResize(values).read();
        }
        interpolation(values);
        new ProcessorNormalization(values).read();
        boolean flipped = values.has("do_flip_channel_order") && values.flag("do_flip_channel_order");
        values.add(SpecKeys.COLOR, new JsonPrimitive(flipped ? "bgr" : "rgb"));
    }

    private String type(ProcessorTypes types, JsonObject given, JsonObject config) {
        Optional<String> name = text(given, "image_processor_type").or(() -> text(given, "feature_extractor_type"));
        Optional<String> type = name.isPresent()
                ? name.flatMap(types::ofClass)
                : text(config, "model_type").flatMap(types::ofModelType);
        return type.orElseThrow(() -> new UnsupportedOptionException(
                "Expected the key image_processor_type of " + file + " to be one of " + String.join(", ", types.names())
                        + ", found " + name.orElse("none") + "." + Nearest.hint(name.orElse(""), types.names())
                        + " For another one remove the file and describe its steps in the object \"visiontask\" of "
                        + ConfigReader.FILE_NAME + "."));
    }

    private static Optional<String> text(JsonObject object, String key) {
        JsonElement value = object.get(key);
        return value != null && value.isJsonPrimitive() ? Optional.of(value.getAsString()) : Optional.empty();
    }

    private void checkKeys(String type, JsonObject given, JsonObject defaults) {
        Set<String> known = new LinkedHashSet<>(defaults.keySet());
        known.addAll(NEUTRAL);
        known.remove("model_types");
        for (String key : given.keySet()) {
            if (!known.contains(key) && !given.get(key).isJsonNull()) {
                throw new UnsupportedOptionException("Expected only keys of " + type + " in " + file + ", found " + key
                        + " = " + Json.kind(given.get(key)) + ", which may change pixels." + Nearest.hint(key, known)
                        + " Remove it if the model was trained without it.");
            }
        }
    }

    private void interpolation(ProcessorValues values) {
        if (facts.find(SpecKeys.INTERPOLATION).isPresent()) {
            return;
        }
        List<String> filters = List.of("nearest", "lanczos", "bilinear", "bicubic", "box", "hamming");
        JsonPrimitive resample = values.primitive("resample");
        String name = resample.getAsString().toLowerCase(Locale.ROOT);
        double number = resample.isNumber() ? resample.getAsDouble() : -1;
        if (number == Math.rint(number) && number >= 0 && number < filters.size()) {
            name = filters.get((int) number);
        }
        if (!filters.contains(name)) {
            throw new ModelFormatException(
                    "Expected Pillow's number 0 to 5 or name of a filter for the key resample in " + file + ", found "
                            + Json.kind(resample) + ".");
        }
        values.add(SpecKeys.INTERPOLATION, new JsonPrimitive("pillow-" + name));
    }
}
