package dev.visiontask.model;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonPrimitive;
import dev.visiontask.ImageSize;
import dev.visiontask.ModelFormatException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the key-value pairs inside an ONNX file. Keys that it does not know are notes of exporters, not settings. */
final class MetadataReader {
    private static final String OURS = "visiontask.";
    private static final String OPENVINO_LABELS = "model_info labels";

    /** One entry of a Python dictionary from numbers to texts. */
    private static final Pattern ENTRY =
            Pattern.compile("(\\d{1,6})\\s*:\\s*(?:'((?:[^'\\\\]|\\\\.)*+)'|\"((?:[^\"\\\\]|\\\\.)*+)\")");

    private static final Pattern SIZE = Pattern.compile("\\[\\s*(\\d{1,5})\\s*,\\s*(\\d{1,5})\\s*\\]");

    private final Facts facts;

    private MetadataReader(Facts facts) {
        this.facts = facts;
    }

    static void read(Map<String, String> metadata, Set<String> taskKeys, Facts facts) {
        new MetadataReader(facts).read(metadata, taskKeys);
    }

    private void read(Map<String, String> metadata, Set<String> taskKeys) {
        Map<String, JsonElement> ours = new TreeMap<>();
        metadata.forEach((key, value) -> {
            if (key.startsWith(OURS)) {
                ours.put(key.substring(OURS.length()), ownValue(key, value));
            }
        });
        SpecKeys.check("the metadata of " + facts.model(), ours.keySet(), taskKeys);
        ours.forEach((key, value) -> facts.add(key, value, Layer.IN_FILE, "metadata " + OURS + key));
        Optional.ofNullable(metadata.get("license"))
                .filter(license -> !license.isBlank())
                .ifPresent(license -> add(SpecKeys.LICENSE, new JsonPrimitive(license.strip()), "license"));
        Optional.ofNullable(metadata.get("names"))
                .flatMap(MetadataReader::names)
                .ifPresent(labels -> add(SpecKeys.LABELS, labels, "names"));
        Optional.ofNullable(metadata.get(OPENVINO_LABELS))
                .filter(labels -> !labels.isBlank())
                .ifPresent(labels -> add(SpecKeys.LABELS, openVino(labels), OPENVINO_LABELS));
        Optional.ofNullable(metadata.get("imgsz"))
                .flatMap(MetadataReader::size)
                .ifPresent(size -> add(SpecKeys.SIZE, size, "imgsz"));
    }

    private void add(String key, JsonElement value, String source) {
        facts.add(key, value, Layer.IN_FILE, "metadata " + source);
    }

    /** JSON where it is JSON, else the text itself. */
    private static JsonElement ownValue(String key, String value) {
        String text = value.strip();
        boolean json = !text.isEmpty() && "[{\"-0123456789tf".indexOf(text.charAt(0)) >= 0;
        if (json) {
            try {
                return Json.parse("metadata " + key, text);
            } catch (ModelFormatException plainText) {
                return new JsonPrimitive(text);
            }
        }
        return new JsonPrimitive(text);
    }

    /** Ultralytics: {@code {0: 'person', 1: 'bicycle'}}. */
    private static Optional<JsonElement> names(String text) {
        Map<Integer, String> byIndex = new TreeMap<>();
        Matcher matcher = ENTRY.matcher(text);
        while (matcher.find()) {
            String name = matcher.group(2) != null ? matcher.group(2) : matcher.group(3);
            byIndex.put(Integer.valueOf(matcher.group(1)), name.replaceAll("\\\\(.)", "$1"));
        }
        JsonArray labels = new JsonArray();
        for (Map.Entry<Integer, String> entry : byIndex.entrySet()) {
            if (entry.getKey() != labels.size()) {
                return Optional.empty();
            }
            labels.add(entry.getValue());
        }
        return labels.isEmpty() ? Optional.empty() : Optional.of(labels);
    }

    /** OpenVINO's Model API: labels divided by spaces, with underscores for their own spaces. */
    private static JsonArray openVino(String text) {
        JsonArray labels = new JsonArray();
        for (String label : text.strip().split("\\s+", -1)) {
            labels.add(label.replace('_', ' '));
        }
        return labels;
    }

    /** Ultralytics: {@code [height, width]}. */
    private static Optional<JsonElement> size(String text) {
        Matcher matcher = SIZE.matcher(text.strip());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int height = Integer.parseInt(matcher.group(1));
        int width = Integer.parseInt(matcher.group(2));
        return height < 1 || width < 1 ? Optional.empty() : Optional.of(Sizes.json(new ImageSize(width, height)));
    }
}
