package dev.visiontask.detection;

import dev.visiontask.ImageSize;
import dev.visiontask.draw.Drawable;
import dev.visiontask.draw.LabelledBox;
import dev.visiontask.draw.Overlay;
import dev.visiontask.json.JsonObjectText;
import dev.visiontask.json.JsonResult;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;

/**
 * What was found in a picture, the highest score first; equal scores in the order in which the model gave them. Empty if
 * nothing passed the threshold and the lists of the options. Immutable.
 * {@code Overlay.on(image).draw(result)} of {@code dev.visiontask.draw} draws it.
 *
 * @param objects the objects, best first
 * @param imageSize the size of the picture as a person sees it, after EXIF rotation; boxes lie within it, and masks are of
 *     this size
 */
public record Detections(List<Detection> objects, ImageSize imageSize)
        implements Iterable<Detection>, Drawable, JsonResult {
    /** Copies the list and checks its order, and the size of masks. */
    public Detections {
        objects = List.copyOf(objects);
        Objects.requireNonNull(imageSize, "imageSize");
        for (Detection object : objects) {
            if (object.mask().isPresent() && !object.mask().get().size().equals(imageSize)) {
                throw new IllegalArgumentException("Expected masks of " + imageSize + ", found: " + object);
            }
        }
        for (int i = 1; i < objects.size(); i++) {
            if (objects.get(i).score() > objects.get(i - 1).score()) {
                throw new IllegalArgumentException("Expected the best object first, found: " + objects);
            }
        }
    }

    /** How many objects were found. */
    public int size() {
        return objects.size();
    }

    /** Whether nothing was found. */
    public boolean isEmpty() {
        return objects.isEmpty();
    }

    /** The objects of this label, best first. */
    public List<Detection> find(String label) {
        return objects.stream().filter(object -> object.label().equals(label)).toList();
    }

    @Override
    public Iterator<Detection> iterator() {
        return objects.iterator();
    }

    /** Masks first, so that they do not tint boxes and labels; then the boxes with scores, the best on top. */
    @Override
    public void drawOn(Overlay overlay) {
        for (int i = objects.size() - 1; i >= 0; i--) {
            Detection object = objects.get(i);
            object.mask().ifPresent(mask -> overlay.mask(mask, object.index()));
        }
        overlay.boxes(objects.stream()
                .map(object -> LabelledBox.of(object.box(), object.label(), object.score(), object.index()))
                .toList());
    }

    /**
     * As JSON on one line, boxes as left, top, right, bottom in pixels: {@code
     * {"width":640,"height":480,"detections":[{"index":16,"label":"dog","score":0.91,"box":[10.5,20.0,90.0,88.25]},...]}}.
     * An object with a mask also has {@code "mask":{"size":[480,640],"counts":"..."}}, compressed run lengths of COCO.
     */
    @Override
    public String toJson() {
        return new JsonObjectText()
                .put("width", imageSize.width())
                .put("height", imageSize.height())
                .put("detections", objects.stream().map(Detection::json).toList())
                .toString();
    }
}
