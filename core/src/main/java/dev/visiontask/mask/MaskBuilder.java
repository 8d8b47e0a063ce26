package dev.visiontask.mask;

import dev.visiontask.ImageSize;

/**
 * Makes a mask of spans, in the order in which {@link Mask#forEachSpan} gives them: column by column from the left, each
 * column from the top. For one mask, and not for use by several threads.
 */
public final class MaskBuilder {
    private final ImageSize size;
    private final Runs runs = new Runs(64);
    private int end;

    /**
     * Begins with an empty mask.
     *
     * @param size of the picture, fewer than 2^31 pixels
     */
    public MaskBuilder(ImageSize size) {
        Mask.checkSize(size);
        this.size = size;
    }

    /**
     * Adds the pixels of column {@code x} from row {@code top} to before row {@code bottom}.
     *
     * @throws IllegalArgumentException if they lie outside of the picture, or do not come after those added before
     */
    public MaskBuilder add(int x, int top, int bottom) {
        if (x < 0 || x >= size.width() || top < 0 || top > bottom || bottom > size.height()) {
            throw new IllegalArgumentException(
                    "Expected a span within " + size + ", found: column " + x + ", rows " + top + " to " + bottom);
        }
        int start = x * size.height() + top;
        if (start < end) {
            throw new IllegalArgumentException("Expected spans from the left, each column from the top, found: column "
                    + x + ", row " + top + " after column " + (end - 1) / size.height() + ", row "
                    + (end - 1) % size.height());
        }
        if (top < bottom) {
            if (start == end && runs.size() > 0) {
                runs.lengthenLast(bottom - top);
            } else {
                runs.add(start - end);
                runs.add(bottom - top);
            }
            end = start + bottom - top;
        }
        return this;
    }

    /** The mask of what was added. */
    public Mask build() {
        Runs all = new Runs(runs.size() + 1);
        for (int i = 0; i < runs.size(); i++) {
            all.add(runs.get(i));
        }
        int rest = (int) size.pixels() - end;
        if (rest > 0) {
            all.add(rest);
        }
        return Mask.ofRuns(size, all.toArray());
    }
}
