package dev.visiontask.model;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import dev.visiontask.ImageSize;
import dev.visiontask.UnsupportedOptionException;

/** The steps {@code do_resize} and {@code do_center_crop} of a Hugging Face image processor. */
final class ProcessorResize {
    /** From this size on ConvNeXt's processor stretches instead of cropping. */
    private static final int CONVNEXT_STRETCH = 384;

    private final ProcessorValues values;

    ProcessorResize(ProcessorValues values) {
        this.values = values;
    }

    void read() {
        if (!values.flag("do_resize")) {
            throw unsupported("do_resize true", "do_resize false, which takes pictures of one size only");
        }
        JsonElement size = values.value("size");
        if (size.isJsonObject() && size.getAsJsonObject().has("height")) {
            square(size);
        } else if (size.isJsonPrimitive() && values.flag("default_to_square")) {
            square(size);
        } else {
            shortest(shortestEdge(size));
        }
    }

    private void square(JsonElement value) {
        ImageSize size = size("size", value);
        if (values.type().equals("ConvNextImageProcessor")) {
            throw values.wrongType("size", "a number or {\"shortest_edge\": n}", value);
        }
        if (values.has("crop_pct")) {
            if (size.width() != size.height()) {
                throw unsupported("a square size with crop_pct", "size " + size);
            }
            shortest(size.width());
            return;
        }
        values.add(SpecKeys.RESIZE_MODE, new JsonPrimitive("stretch"));
        values.add(SpecKeys.SIZE, Sizes.json(size));
        if (values.flag("do_center_crop")) {
            values.add(SpecKeys.CROP_SIZE, Sizes.json(size("crop_size", values.value("crop_size"))));
            values.add(SpecKeys.RESIZE_ROUNDING, new JsonPrimitive("truncate"));
        }
    }

    private int shortestEdge(JsonElement size) {
        if (size.isJsonPrimitive()) {
            return edge("size", size);
        }
        if (size instanceof JsonObject object
                && object.has("shortest_edge")
                && (object.size() == 1 || object.get("longest_edge").isJsonNull())) {
            return edge("size", object.get("shortest_edge"));
        }
        throw unsupported(
                "size as a number, {\"height\", \"width\"} or {\"shortest_edge\"}",
                Json.kind(size) + ", which gives every picture another size");
    }

    private void shortest(int edge) {
        switch (values.type()) {
            case "ConvNextImageProcessor" -> convNext(edge);
            case "LevitImageProcessor" -> cropped((int) (256.0 / 224.0 * edge));
            case "PoolFormerImageProcessor" -> cropped((int) (edge / values.number("crop_pct")));
            default -> cropped(edge);
        }
    }

    private void convNext(int edge) {
        ImageSize target = new ImageSize(edge, edge);
        if (edge >= CONVNEXT_STRETCH) {
            values.add(SpecKeys.RESIZE_MODE, new JsonPrimitive("stretch"));
            values.add(SpecKeys.SIZE, Sizes.json(target));
        } else {
            shortestEdge((int) (edge / values.number("crop_pct")), target);
        }
    }

    private void cropped(int edge) {
        if (!values.flag("do_center_crop")) {
            throw unsupported(
                    "do_center_crop true with size.shortest_edge", "false, which gives every picture another size");
        }
        shortestEdge(edge, size("crop_size", values.value("crop_size")));
    }

    private void shortestEdge(int edge, ImageSize crop) {
        values.add(SpecKeys.RESIZE_MODE, new JsonPrimitive("shortest-edge"));
        values.add(SpecKeys.SHORTEST_EDGE, new JsonPrimitive(edge));
        values.add(SpecKeys.CROP_SIZE, Sizes.json(crop));
        values.add(SpecKeys.RESIZE_ROUNDING, new JsonPrimitive("truncate"));
    }

    private ImageSize size(String key, JsonElement value) {
        if (value.isJsonPrimitive()) {
            int edge = edge(key, value);
            return new ImageSize(edge, edge);
        }
        if (value instanceof JsonObject object && object.has("height") && object.has("width")) {
            return new ImageSize(edge(key, object.get("width")), edge(key, object.get("height")));
        }
        throw values.wrongType(key, "a number or {\"height\": h, \"width\": w}", value);
    }

    private int edge(String key, JsonElement value) {
        double edge = values.number(key, value);
        if (edge != Math.rint(edge) || edge < 1 || edge > Sizes.MAX) {
            throw values.wrongType(key, "whole numbers of 1 to " + Sizes.MAX, value);
        }
        return (int) edge;
    }

    private UnsupportedOptionException unsupported(String expected, String found) {
        return new UnsupportedOptionException("Expected " + expected + " in " + values.where() + ", found " + found
                + ". Say how a picture gets the model's size with \"resize_mode\" and \"size\" in the object"
                + " \"visiontask\" of " + ConfigReader.FILE_NAME + ".");
    }
}
