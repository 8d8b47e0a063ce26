package dev.visiontask.mask;

import dev.visiontask.ImageSize;

/** The columns and rows around the pixels of a mask; right and bottom are the first that are outside. */
record MaskBounds(int left, int top, int right, int bottom) {
    static MaskBounds of(ImageSize size, int[] counts) {
        int height = size.height();
        int left = size.width();
        int top = height;
        int right = 0;
        int bottom = 0;
        int start = counts[0];
        for (int i = 1; i < counts.length; i += 2) {
            int end = start + counts[i];
            if (end > start) {
                int first = start / height;
                int last = (end - 1) / height;
                left = Math.min(left, first);
                right = last + 1;
                boolean oneColumn = first == last;
                top = oneColumn ? Math.min(top, start - first * height) : 0;
                bottom = oneColumn ? Math.max(bottom, end - last * height) : height;
            }
            start = i + 1 < counts.length ? end + counts[i + 1] : end;
        }
        return right == 0 ? new MaskBounds(0, 0, 0, 0) : new MaskBounds(left, top, right, bottom);
    }

    boolean meets(MaskBounds other) {
        return left < other.right && other.left < right && top < other.bottom && other.top < bottom;
    }
}
