package dev.visiontask.classification.text;

import java.nio.FloatBuffer;

/**
 * The map of one image.
 *
 * @param values of all images of the batch
 * @param offset where this one begins
 * @param width columns
 * @param height rows
 * @param logits whether a sigmoid makes probabilities of the values
 */
record ScoreMap(FloatBuffer values, int offset, int width, int height, boolean logits) {
    /** The mean within a rectangle, its border included, as OpenCV fills a polygon whose corners are truncated. */
    float mean(Rectangle rectangle) {
        int[] x = new int[4];
        int[] y = new int[4];
        int top = Integer.MAX_VALUE;
        int bottom = Integer.MIN_VALUE;
        for (int i = 0; i < 4; i++) {
            x[i] = (int) Math.floor(rectangle.x(i));
            y[i] = (int) Math.floor(rectangle.y(i));
            top = Math.min(top, y[i]);
            bottom = Math.max(bottom, y[i]);
        }
        double sum = 0;
        long count = 0;
        for (int row = Math.max(0, top); row <= Math.min(height - 1, bottom); row++) {
            int first = Math.max(0, first(x, y, row));
            int last = Math.min(width - 1, last(x, y, row));
            for (int column = first; column <= last; column++) {
                sum += probability(values.get(offset + row * width + column));
            }
            count += Math.max(0, last - first + 1);
        }
        return count == 0 ? 0 : (float) (sum / count);
    }

    private double probability(float value) {
        return logits ? 1 / (1 + Math.exp(-value)) : value;
    }

    private static int first(int[] x, int[] y, int row) {
        int least = Integer.MAX_VALUE;
        for (int i = 0; i < 4; i++) {
            least = Math.min(least, Edge.of(x, y, i).first(row));
        }
        return least;
    }

    private static int last(int[] x, int[] y, int row) {
        int most = Integer.MIN_VALUE;
        for (int i = 0; i < 4; i++) {
            most = Math.max(most, Edge.of(x, y, i).last(row));
        }
        return most;
    }

    /** An edge as a line of pixels of which one touches the next: a flat one has several in a row. */
    private record Edge(int x0, int y0, int x1, int y1) {
        static Edge of(int[] x, int[] y, int from) {
            int to = (from + 1) % 4;
            return y[from] <= y[to]
                    ? new Edge(x[from], y[from], x[to], y[to])
                    : new Edge(x[to], y[to], x[from], y[from]);
        }

        private boolean isFlat() {
            return Math.abs(x1 - x0) > y1 - y0;
        }

        private boolean meets(int row) {
            return y0 <= row && row <= y1;
        }

        /** Where it is at a height, which may lie between two rows. */
        private double at(double height) {
            double within = Math.max(y0, Math.min(y1, height));
            return y0 == y1 ? x0 : x0 + (x1 - x0) * (within - y0) / (y1 - y0);
        }

        int first(int row) {
            if (!meets(row)) {
                return Integer.MAX_VALUE;
            }
            if (y0 == y1) {
                return Math.min(x0, x1);
            }
            return isFlat() ? (int) Math.ceil(Math.min(at(row - 0.5), at(row + 0.5))) : (int) Math.round(at(row));
        }

        int last(int row) {
            if (!meets(row)) {
                return Integer.MIN_VALUE;
            }
            if (y0 == y1) {
                return Math.max(x0, x1);
            }
            return isFlat() ? (int) Math.floor(Math.max(at(row - 0.5), at(row + 0.5))) : (int) Math.round(at(row));
        }
    }
}
