package dev.visiontask.draw;

import java.awt.Rectangle;
import java.util.ArrayList;
import java.util.List;

/** Finds room for labels, so that they neither cover each other nor leave the image. */
final class LabelPlaces {
    private static final int STEPS = 8;

    private final int width;
    private final int height;
    private final List<Rectangle> taken = new ArrayList<>();

    LabelPlaces(int width, int height) {
        this.width = width;
        this.height = height;
    }

    void clear() {
        taken.clear();
    }

    /**
     * The first free one of: above the box, inside at its top, below, inside at its bottom, each at its left and at its
     * right edge, then down along its left edge; where all are taken, the one that covers the least. It is taken from then on.
     *
     * @param box what is labelled
     * @param wide how wide the label is
     * @param high how high the label is
     */
    Rectangle take(Rectangle box, int wide, int high) {
        int right = box.x + box.width - wide;
        int bottom = box.y + box.height;
        List<Rectangle> candidates = new ArrayList<>();
        for (int x : new int[] {box.x, right}) {
            if (box.y >= high) {
                candidates.add(within(x, box.y - high, wide, high));
            }
            candidates.add(within(x, box.y, wide, high));
            if (bottom + high <= height) {
                candidates.add(within(x, bottom, wide, high));
            }
            candidates.add(within(x, bottom - high, wide, high));
        }
        for (int step = 1; step <= STEPS; step++) {
            candidates.add(within(box.x, box.y + step * high, wide, high));
        }
        Rectangle best = candidates.get(0);
        long least = Long.MAX_VALUE;
        for (Rectangle candidate : candidates) {
            long covered = covered(candidate);
            if (covered < least) {
                least = covered;
                best = candidate;
            }
        }
        taken.add(best);
        return best;
    }

    private Rectangle within(int x, int y, int wide, int high) {
        return new Rectangle(
                Math.max(0, Math.min(x, width - wide)), Math.max(0, Math.min(y, height - high)), wide, high);
    }

    private long covered(Rectangle candidate) {
        long pixels = 0;
        for (Rectangle other : taken) {
            Rectangle common = candidate.intersection(other);
            pixels += common.isEmpty() ? 0 : (long) common.width * common.height;
        }
        return pixels;
    }
}
