package dev.visiontask.classification.text;

import dev.visiontask.ImageSize;
import dev.visiontask.draw.Drawable;
import dev.visiontask.draw.Overlay;
import dev.visiontask.json.JsonObjectText;
import dev.visiontask.json.JsonResult;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * Where text is in an image: regions from top to bottom, those of nearly one height from left to right, which is not yet
 * the order in which a page of several columns is read. Immutable.
 *
 * @param regions none is an empty list
 * @param imageSize the size of the image as a person sees it, after EXIF rotation
 */
public record TextRegions(List<TextRegion> regions, ImageSize imageSize)
        implements Iterable<TextRegion>, JsonResult, Drawable {
    /** Copies the list. */
    public TextRegions {
        regions = List.copyOf(regions);
        Objects.requireNonNull(imageSize, "imageSize");
    }

    /** Whether no text was found. */
    public boolean isEmpty() {
        return regions.isEmpty();
    }

    @Override
    public Iterator<TextRegion> iterator() {
        return regions.iterator();
    }

    @Override
    public void drawOn(Overlay overlay) {
        for (int i = regions.size() - 1; i >= 0; i--) {
            TextRegion region = regions.get(i);
            overlay.quad(region.quad(), String.format(Locale.ROOT, "%.2f", region.score()), 0);
        }
    }

    /**
     * As JSON on one line: {@code {"width":640,"height":480,"regions":[{"polygon":[x1,y1,x2,y2,x3,y3,x4,y4],"score":0.86},...]}},
     * corners from the top left one on, clockwise as the reader sees them.
     */
    @Override
    public String toJson() {
        return new JsonObjectText()
                .put("width", imageSize.width())
                .put("height", imageSize.height())
                .put("regions", regions.stream().map(TextRegion::json).toList())
                .toString();
    }
}
