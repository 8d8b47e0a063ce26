package dev.visiontask.model;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import dev.visiontask.ModelFormatException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Tells which task a model is for, before its keys are judged one by one: whoever opens a detector as a classifier should hear
 * that, and not that a key of detectors is unknown.
 */
final class TaskNames {
    private static final String CLASSIFICATION = "image-classification";
    private static final String DETECTION = "object-detection";
    private static final String SEGMENTATION = "semantic-segmentation";
    private static final String ACTIVITY = "activity-recognition";
    private static final String TEXT_DETECTION = "text-detection";
    private static final String TEXT_RECOGNITION = "text-recognition";

    /** How the names of Hugging Face's model classes end. */
    private static final Map<String, String> ARCHITECTURES = Map.of(
            "ForImageClassification", CLASSIFICATION,
            "ForObjectDetection", DETECTION,
            "ForSemanticSegmentation", SEGMENTATION,
            "ForVideoClassification", ACTIVITY);

    /** The keys of docs/models.md that only some tasks know. */
    private static final Map<String, Set<String>> KEYS = keys();

    private TaskNames() {}

    private static Map<String, Set<String>> keys() {
        Map<String, Set<String>> keys = new LinkedHashMap<>();
        keys.put(
                CLASSIFICATION,
                Set.of("multi_label", "top_k", "output_scale", "output_zero_point", "background_index"));
        keys.put(
                DETECTION,
                Set.of(
                        "decoder",
                        "outputs",
                        "output_layout",
                        "coordinates",
                        "strides",
                        "nms",
                        "nms_iou",
                        "max_results",
                        "background_index",
                        "score_threshold"));
        keys.put(
                SEGMENTATION,
                Set.of("decoder", "output_layout", "map_resampling", "threshold", "reduce_labels", "ignore_index"));
        keys.put(
                ACTIVITY,
                Set.of(
                        "clip_layout",
                        "clip_length",
                        "clip_sampling",
                        "clip_stride",
                        "clips",
                        "short_clip",
                        "crops",
                        "consensus",
                        "multi_label",
                        "top_k"));
        keys.put(TEXT_DETECTION, Set.of("map_threshold", "score_threshold", "unclip_ratio", "max_candidates"));
        keys.put(TEXT_RECOGNITION, Set.of("blank_index", "blank_in_labels"));
        return keys;
    }

    /** {@code ", a key of object-detection"} for a key that is none of the opened task's, or nothing. */
    static String owners(String key) {
        Set<String> owners = new TreeSet<>();
        KEYS.forEach((task, known) -> {
            if (known.contains(key)) {
                owners.add(task);
            }
        });
        return owners.isEmpty() ? "" : ", a key of " + String.join(" and ", owners);
    }

    /**
     * Refuses a model whose description says that it is for another task.
     *
     * @param opened the task that it is opened for; empty checks nothing
     */
    static void check(JsonObject config, Facts facts, String opened) {
        if (opened.isEmpty()) {
            return;
        }
        Optional<String> declared = facts.text(SpecKeys.TASK);
        if (declared.isPresent()) {
            refuse(declared.get(), facts.quote(SpecKeys.TASK), facts, opened);
            return;
        }
        if (config.get(ConfigReader.ARCHITECTURES) instanceof JsonArray architectures) {
            for (JsonElement architecture : architectures) {
                ofArchitecture(architecture)
                        .filter(task -> !isFrameModel(task, opened))
                        .ifPresent(task ->
                                refuse(task, "architectures " + architecture + " in config.json", facts, opened));
            }
        }
    }

    /** The same by the metadata inside the model file, if nothing beside it names a task. */
    static void check(Map<String, String> metadata, Facts facts, String opened) {
        if (!opened.isEmpty() && facts.find(SpecKeys.TASK).isEmpty()) {
            UltralyticsRecipe.task(metadata)
                    .filter(task -> !isFrameModel(task, opened))
                    .ifPresent(task -> refuse(
                            task, "task " + metadata.get(UltralyticsRecipe.TASK) + " in the metadata", facts, opened));
        }
    }

    /** An image classifier may look at the frames of a clip one by one. */
    private static boolean isFrameModel(String task, String opened) {
        return task.equals(CLASSIFICATION) && opened.equals(ACTIVITY);
    }

    private static Optional<String> ofArchitecture(JsonElement architecture) {
        String name = architecture instanceof JsonPrimitive text ? text.getAsString() : "";
        return ARCHITECTURES.entrySet().stream()
                .filter(entry -> name.endsWith(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private static void refuse(String task, String found, Facts facts, String opened) {
        if (!task.equals(opened)) {
            throw new ModelFormatException("Expected a model for " + opened + " in " + facts.model()
                    + ", found one for another task, " + task + ": " + found
                    + ". Open it with the task of that name, or, if"
                    + " it is for " + opened + " all the same, say so with \"task\": \"" + opened
                    + "\" in the object \"visiontask\" of " + ConfigReader.FILE_NAME + ".");
        }
    }
}
