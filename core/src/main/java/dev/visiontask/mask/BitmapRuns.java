package dev.visiontask.mask;

import dev.visiontask.ImageSize;

/**
 * Finds the runs of a bitmap. Runs go down the columns, but bitmaps lie in memory by rows: some columns are gathered
 * at a time, so that a large picture is not fetched anew for each.
 */
final class BitmapRuns {
    private static final int COLUMNS = 32;

    private BitmapRuns() {}

    static int[] of(ImageSize size, PixelTest inside) {
        int height = size.height();
        boolean[] columns = new boolean[Math.multiplyExact(Math.min(COLUMNS, size.width()), height)];
        Runs runs = new Runs(64);
        boolean state = false;
        int run = 0;
        for (int left = 0; left < size.width(); left += COLUMNS) {
            int count = Math.min(COLUMNS, size.width() - left);
            for (int y = 0; y < height; y++) {
                for (int x = 0; x < count; x++) {
                    columns[x * height + y] = inside.test(left + x, y);
                }
            }
            for (int i = 0; i < count * height; i++) {
                if (columns[i] != state) {
                    runs.add(run);
                    run = 0;
                    state = !state;
                }
                run++;
            }
        }
        runs.add(run);
        return runs.toArray();
    }
}
