package dev.visiontask.model;

import com.google.gson.JsonElement;
import com.google.gson.JsonPrimitive;
import dev.visiontask.ImageSize;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * How an image becomes numbers for a model that Ultralytics exported: it writes its task into the metadata, and each task has
 * one preprocessing, which the file does not spell out. After {@code LetterBox} and {@code classify_transforms} of
 * ultralytics/data/augment.py: RGB and x/255 for all; a letterbox of 114 by {@code cv2.resize} for boxes, stretched for RT-DETR;
 * the shorter edge by Pillow's bilinear filter and the centre for classes.
 */
final class UltralyticsRecipe {
    /** The part of the metadata that speaks of the task; YOLOv5 does not write it. */
    static final String TASK = "task";

    private static final int PAD = 114;
    private static final Map<String, String> TASKS = Map.of(
            "classify", "image-classification",
            "detect", "object-detection",
            "segment", "object-detection",
            "pose", "object-detection",
            "obb", "object-detection");

    private final Map<String, String> metadata;
    private final Optional<ImageSize> size;
    private final Facts facts;

    /** With the size of the metadata, if it has one. */
    UltralyticsRecipe(Map<String, String> metadata, Optional<ImageSize> size, Facts facts) {
        this.metadata = metadata;
        this.size = size;
        this.facts = facts;
    }

    /** Our task for the one in the metadata, if Ultralytics wrote it. */
    static Optional<String> task(Map<String, String> metadata) {
        String task = metadata.getOrDefault(TASK, "").strip();
        return metadata.containsKey("names") ? Optional.ofNullable(TASKS.get(task)) : Optional.empty();
    }

    /** Adds what the task of the metadata, or for YOLOv5 the task that the model is opened for, implies. */
    void read(String opened) {
        boolean yolov5 = metadata.containsKey("names") && metadata.containsKey("stride") && !metadata.containsKey(TASK);
        String task = task(metadata).orElse(yolov5 && opened.equals("object-detection") ? opened : "");
        if (task.isEmpty()) {
            size.ifPresent(known -> add(SpecKeys.SIZE, Sizes.json(known), "imgsz"));
            return;
        }
        if (task.equals("image-classification")) {
            centre();
        } else {
            boxes();
        }
        String source = task(metadata).isPresent()
                ? "task " + metadata.getOrDefault(TASK, "").strip()
                : "names, stride";
        if (!metadata.getOrDefault("channels", "3").strip().equals("1")) {
            add(SpecKeys.COLOR, new JsonPrimitive("rgb"), source);
        }
        add(SpecKeys.RESCALE_FACTOR, Facts.json(1 / 255.0), source);
    }

    private void boxes() {
        boolean rtdetr = metadata.getOrDefault("description", "")
                .toLowerCase(Locale.ROOT)
                .replace("-", "")
                .contains("rtdetr");
        String source = "task " + metadata.getOrDefault(TASK, "detect").strip();
        add(SpecKeys.RESIZE_MODE, new JsonPrimitive(rtdetr ? "stretch" : "letterbox"), source);
        if (!rtdetr) {
            add(SpecKeys.PAD_VALUE, Facts.json(PAD), source);
        }
        add(SpecKeys.INTERPOLATION, new JsonPrimitive("opencv-linear"), source);
        size.ifPresent(known -> add(SpecKeys.SIZE, Sizes.json(known), "imgsz"));
    }

    private void centre() {
        boolean said = facts.find(SpecKeys.RESIZE_MODE).isPresent();
        if (said || size.isEmpty()) {
            size.ifPresent(known -> add(SpecKeys.SIZE, Sizes.json(known), "imgsz"));
            return;
        }
        ImageSize known = size.get();
        boolean square = known.width() == known.height();
        String source = "task classify, imgsz";
        add(SpecKeys.RESIZE_MODE, new JsonPrimitive(square ? "shortest-edge" : "stretch"), source);
        if (square) {
            add(SpecKeys.SHORTEST_EDGE, new JsonPrimitive(known.width()), source);
            add(SpecKeys.CROP_SIZE, Sizes.json(known), source);
        } else {
            add(SpecKeys.SIZE, Sizes.json(known), source);
        }
        add(SpecKeys.INTERPOLATION, new JsonPrimitive("pillow-bilinear"), source);
    }

    private void add(String key, JsonElement value, String source) {
        facts.add(key, value, Layer.IN_FILE, "metadata " + source);
    }
}
