package dev.visiontask.detection.evaluation;

/**
 * Positions sorted by category, then picture, then their own order, so that what belongs together lies together. Each
 * category's and each picture's part is found by {@link #start}.
 */
final class Groups {
    private final int[] order;
    private final int[] imageOf;
    private final int[] categoryStarts;

    /**
     * Sorts.
     *
     * @param categories the category's index at each position
     * @param images the picture's index at each position
     */
    Groups(int[] categories, int categoryCount, int[] images, int imageCount) {
        int[] identity = new int[categories.length];
        for (int i = 0; i < identity.length; i++) {
            identity[i] = i;
        }
        int[] byImage = new int[identity.length];
        sort(identity, images, imageCount, byImage);
        order = new int[identity.length];
        categoryStarts = sort(byImage, categories, categoryCount, order);
        imageOf = images;
    }

    /** A stable counting sort; answers where each key starts, and the end. */
    private static int[] sort(int[] positions, int[] keys, int keyCount, int[] sorted) {
        int[] starts = new int[keyCount + 1];
        for (int position : positions) {
            starts[keys[position] + 1]++;
        }
        for (int key = 0; key < keyCount; key++) {
            starts[key + 1] += starts[key];
        }
        int[] next = starts.clone();
        for (int position : positions) {
            sorted[next[keys[position]]++] = position;
        }
        return starts;
    }

    /** Where a category starts; where the one after the last starts, everything ends. */
    int start(int category) {
        return categoryStarts[category];
    }

    /** The position at a place in the order. */
    int at(int place) {
        return order[place];
    }

    /** The picture at a place in the order. */
    int imageAt(int place) {
        return imageOf[order[place]];
    }

    /** The first place from {@code place} on, but before {@code end}, that is of another picture. */
    int endOfImage(int place, int end) {
        int image = imageAt(place);
        int at = place;
        while (at < end && imageAt(at) == image) {
            at++;
        }
        return at;
    }
}
