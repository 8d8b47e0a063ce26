package dev.visiontask.detection.evaluation;

import dev.visiontask.json.JsonObjectText;
import dev.visiontask.json.JsonResult;
import java.util.Objects;

/**
 * COCO's figures of one class, over objects of all sizes; 0 to 1.
 *
 * @param category the class
 * @param objects how many true objects count
 * @param ap average precision, the mean of ten thresholds from 0.50 to 0.95
 * @param ap50 average precision at an overlap of at least 0.50
 * @param ap75 average precision at an overlap of at least 0.75
 * @param ar100 average recall with at most 100 results a picture
 */
public record CategoryFigures(Category category, int objects, double ap, double ap50, double ap75, double ar100)
        implements JsonResult {
    /** Checks that there is a category. */
    public CategoryFigures {
        Objects.requireNonNull(category, "category");
    }

    JsonObjectText json() {
        return new JsonObjectText()
                .put("id", category.id())
                .put("name", category.name())
                .put("objects", objects)
                .put("AP", ap)
                .put("AP50", ap50)
                .put("AP75", ap75)
                .put("AR100", ar100);
    }

    /** {@link #json()} as text. */
    @Override
    public String toJson() {
        return json().toString();
    }
}
