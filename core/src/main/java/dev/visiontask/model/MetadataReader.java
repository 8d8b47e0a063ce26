package dev.visiontask.model;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonPrimitive;
import dev.visiontask.ImageSize;
import dev.visiontask.ModelFormatException;
import java.math.BigInteger;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads the key-value pairs inside an ONNX file. Keys that it does not know are notes of exporters, not settings. */
final class MetadataReader {
    private static final String OURS = "visiontask.";
    private static final String NAMES = "names";
    private static final String IMAGE_SIZE = "imgsz";

    /** RapidOCR and PaddleX: the dictionary of a text recogniser, a character a line. */
    private static final String CHARACTERS = "character";

    private static final String TEXT_RECOGNITION = "text-recognition";
    private static final String OPENVINO_LABELS = "model_info labels";

    private static final int SHOWN = 60;

    private final Facts facts;

    private MetadataReader(Facts facts) {
        this.facts = facts;
    }

    /** Adds what the metadata of a model says that is opened for {@code task}. */
    static void read(Map<String, String> metadata, ModelSpec.Opened opened, Facts facts) {
        new MetadataReader(facts).read(metadata, opened);
    }

    private void read(Map<String, String> metadata, ModelSpec.Opened opened) {
        Map<String, JsonElement> ours = new TreeMap<>();
        metadata.forEach((key, value) -> {
            if (key.startsWith(OURS)) {
                ours.put(key.substring(OURS.length()), ownValue(key, value));
            }
        });
        SpecKeys.check("the metadata of " + facts.model(), ours.keySet(), opened.keys());
        ours.forEach((key, value) -> facts.add(key, value, Layer.IN_FILE, "metadata " + OURS + key));
        Optional.ofNullable(metadata.get("license"))
                .filter(license -> !license.isBlank())
                .ifPresent(license -> add(SpecKeys.LICENSE, new JsonPrimitive(license.strip()), "license"));
        Optional.ofNullable(metadata.get(OPENVINO_LABELS))
                .filter(labels -> !labels.isBlank())
                .ifPresent(labels -> add(SpecKeys.LABELS, openVino(labels), OPENVINO_LABELS));
        Optional.ofNullable(metadata.get(NAMES)).ifPresent(this::names);
        Optional.ofNullable(metadata.get(CHARACTERS))
                .filter(lines -> opened.task().equals(TEXT_RECOGNITION) && !lines.isEmpty())
                .ifPresent(lines -> add(SpecKeys.LABELS, characters(lines), CHARACTERS));
        Optional<ImageSize> size = Optional.ofNullable(metadata.get(IMAGE_SIZE)).flatMap(this::size);
        new UltralyticsRecipe(metadata, size, facts).read(opened.task());
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

    /** The class names, unless something stronger names them. Text of another program is told, not read. */
    private void names(String text) {
        String line = text.strip();
        boolean named = facts.find(SpecKeys.LABELS)
                .filter(labels -> labels.layer() != Layer.DEFAULT)
                .isPresent();
        if (named || line.isEmpty()) {
            return;
        }
        if ("[({".indexOf(line.charAt(0)) < 0) {
            notUnderstood(NAMES, line);
            return;
        }
        JsonArray labels = new ClassNameText("the metadata names of " + facts.model()).read(line);
        if (!labels.isEmpty()) {
            add(SpecKeys.LABELS, labels, NAMES);
        }
    }

    private void notUnderstood(String key, String text) {
        String line = text.strip().replaceAll("\\p{Cntrl}", " ");
        int length = Math.min(SHOWN, line.codePointCount(0, line.length()));
        JsonPrimitive shown = new JsonPrimitive(line.substring(0, line.offsetByCodePoints(0, length)));
        facts.add(key, shown, Layer.IN_FILE, "metadata " + key + ", not understood");
    }

    /** A line may be a space, and spaces differ, so that nothing is stripped. */
    private static JsonArray characters(String text) {
        JsonArray characters = new JsonArray();
        text.lines().forEach(characters::add);
        return characters;
    }

    /** OpenVINO's Model API: labels divided by spaces, with underscores for their own spaces. */
    private static JsonArray openVino(String text) {
        JsonArray labels = new JsonArray();
        for (String label : text.strip().split("\\s+", -1)) {
            labels.add(label.replace('_', ' '));
        }
        return labels;
    }

    /** Ultralytics: {@code [height, width]}, also as a tuple; one number is a square. */
    private Optional<ImageSize> size(String text) {
        try {
            Object value = PythonLiteral.parse(text);
            List<?> edges = value instanceof List<?> list ? list : Collections.singletonList(value);
            if ((edges.size() == 1 || edges.size() == 2) && edges.stream().allMatch(MetadataReader::isEdge)) {
                int height = ((BigInteger) edges.get(0)).intValue();
                int width = ((BigInteger) edges.get(edges.size() - 1)).intValue();
                return Optional.of(new ImageSize(width, height));
            }
        } catch (PythonLiteral.SyntaxException told) {
            // Below, as any other text that is no size.
        }
        notUnderstood(IMAGE_SIZE, text);
        return Optional.empty();
    }

    private static boolean isEdge(@Nullable Object value) {
        return value instanceof BigInteger edge
                && edge.signum() > 0
                && edge.compareTo(BigInteger.valueOf(Sizes.MAX)) <= 0;
    }
}
