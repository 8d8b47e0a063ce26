package dev.visiontask.model;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import dev.visiontask.ImageSize;
import dev.visiontask.ModelFormatException;
import dev.visiontask.UnsupportedOptionException;
import dev.visiontask.internal.Nearest;
import java.util.Set;

/**
 * Reads timm's {@code pretrained_cfg} in {@code config.json}: the evaluation transform that timm 1.0 builds from it with
 * {@code create_transform(**resolve_data_config(cfg))}.
 */
final class TimmReader {
    private static final String SOURCE = ConfigReader.FILE_NAME + " pretrained_cfg";
    private static final Set<String> FILTERS = Set.of("nearest", "lanczos", "bilinear", "bicubic", "box", "hamming");

    private final JsonObject cfg;
    private final Facts facts;

    private TimmReader(JsonObject cfg, Facts facts) {
        this.cfg = cfg;
        this.facts = facts;
    }

    static void read(JsonObject config, Facts facts) {
        if (config.get("pretrained_cfg") instanceof JsonObject cfg) {
            new TimmReader(cfg, facts).read();
        }
    }

    private void read() {
        if (cfg.get("license") instanceof JsonPrimitive license) {
            add(SpecKeys.LICENSE, license);
        }
        if (!cfg.has("input_size")) {
            return;
        }
        if (facts.find(SpecKeys.RESIZE_MODE).isEmpty()) {
            resize();
        }
        if (facts.find(SpecKeys.INTERPOLATION).isEmpty()) {
            interpolation();
        }
        add(SpecKeys.RESCALE_FACTOR, Facts.json(1 / 255.0));
        add(SpecKeys.IMAGE_MEAN, cfg.has("mean") ? cfg.get("mean") : list(0.485, 0.456, 0.406));
        add(SpecKeys.IMAGE_STD, cfg.has("std") ? cfg.get("std") : list(0.229, 0.224, 0.225));
    }

    private void resize() {
        ImageSize input = inputSize();
        double cropPct = cfg.has("crop_pct") ? number("crop_pct", cfg.get("crop_pct")) : 0.875;
        if (cropPct <= 0 || cropPct > 1) {
            throw new ModelFormatException("Expected crop_pct of 0 to 1 in " + where() + ", found " + cropPct + ".");
        }
        ImageSize scaled =
                new ImageSize((int) Math.floor(input.width() / cropPct), (int) Math.floor(input.height() / cropPct));
        String mode = cfg.has("crop_mode") ? text("crop_mode") : "center";
        if (mode.equals("squash")) {
            add(SpecKeys.RESIZE_MODE, new JsonPrimitive("stretch"));
            add(SpecKeys.SIZE, Sizes.json(scaled));
        } else if (mode.equals("center") && input.width() == input.height()) {
            add(SpecKeys.RESIZE_MODE, new JsonPrimitive("shortest-edge"));
            add(SpecKeys.SHORTEST_EDGE, new JsonPrimitive(scaled.width()));
        } else {
            throw new UnsupportedOptionException("Expected crop_mode center with a square input_size, or squash, in "
                    + where() + ", found crop_mode " + mode + " and input_size " + cfg.get("input_size")
                    + ". Say resize_mode and its sizes in the object \"visiontask\" of the same file.");
        }
        add(SpecKeys.CROP_SIZE, Sizes.json(input));
    }

    private ImageSize inputSize() {
        JsonElement value = cfg.get("input_size");
        if (!(value instanceof JsonArray size) || size.size() != 3) {
            throw new ModelFormatException("Expected [channels, height, width] for input_size in " + where()
                    + ", found " + Json.kind(value) + ".");
        }
        return new ImageSize(edge(size.get(2)), edge(size.get(1)));
    }

    private int edge(JsonElement value) {
        double edge = number("input_size", value);
        if (edge != Math.rint(edge) || edge < 1 || edge > Sizes.MAX) {
            throw new ModelFormatException("Expected edges of 1 to " + Sizes.MAX + " for input_size in " + where()
                    + ", found " + Json.kind(value) + ".");
        }
        return (int) edge;
    }

    private double number(String key, JsonElement value) {
        if (!(value instanceof JsonPrimitive primitive)
                || !primitive.isNumber()
                || !Double.isFinite(primitive.getAsDouble())) {
            throw new ModelFormatException(
                    "Expected a finite number for " + key + " in " + where() + ", found " + Json.kind(value) + ".");
        }
        return value.getAsDouble();
    }

    private String text(String key) {
        if (cfg.get(key) instanceof JsonPrimitive primitive && primitive.isString()) {
            return primitive.getAsString();
        }
        throw new ModelFormatException(
                "Expected a text for " + key + " in " + where() + ", found " + Json.kind(cfg.get(key)) + ".");
    }

    private void interpolation() {
        String name = cfg.has("interpolation") ? text("interpolation") : "bicubic";
        if (!FILTERS.contains(name)) {
            throw new UnsupportedOptionException("Expected an interpolation of "
                    + String.join(", ", FILTERS.stream().sorted().toList()) + " in " + where() + ", found " + name
                    + "." + Nearest.hint(name, FILTERS));
        }
        add(SpecKeys.INTERPOLATION, new JsonPrimitive("pillow-" + name));
    }

    private String where() {
        return "pretrained_cfg of " + ConfigReader.FILE_NAME + " of " + facts.model();
    }

    private static JsonArray list(double... values) {
        JsonArray array = new JsonArray();
        for (double value : values) {
            array.add(value);
        }
        return array;
    }

    private void add(String key, JsonElement value) {
        facts.add(key, value, Layer.CONFIG, SOURCE);
    }
}
