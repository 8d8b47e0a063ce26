package dev.visiontask.detection.evaluation;

import dev.visiontask.ImageSize;
import java.util.List;

/**
 * A line of YOLO labels, {@code class x y width height} or {@code class x y x y ...}. Held to the rules of Ultralytics'
 * {@code verify_image_label}: shares of the image up to 1, give or take a hundredth; and, beyond these, boxes lie in the
 * image and classes are whole numbers.
 */
final class YoloLine {
    private static final int BOX = 4;
    private static final int LEAST_CORNERS = 6;
    /** Digits below this are rounding. */
    private static final double SAME = 0.002;

    private final String file;
    private final int number;
    private final long image;
    private final ImageSize size;
    private final int category;
    private final double[] shares;

    private YoloLine(String file, int number, long image, ImageSize size, int category, double[] shares) {
        this.file = file;
        this.number = number;
        this.image = image;
        this.size = size;
        this.category = category;
        this.shares = shares;
    }

    /**
     * Reads a line.
     *
     * @throws IllegalArgumentException if it is not such a line; the message has the value
     */
    static YoloLine read(String file, int number, String line, long image, ImageSize size, int classes) {
        if (line.charAt(0) == '\uFEFF') {
            throw new IllegalArgumentException("Expected a class, found a byte-order mark before it: "
                    + line.substring(1) + ". Save the file as UTF-8 without one");
        }
        String[] words = line.split("\\s+", -1);
        int numbers = words.length - 1;
        if (numbers != BOX && (numbers < LEAST_CORNERS || numbers % 2 != 0)) {
            throw new IllegalArgumentException("Expected a class and 4 numbers, or the corners of a polygon, found "
                    + words.length + " words: " + line
                    + (numbers > BOX ? ". Nothing may stand behind the box: no score, no keypoints" : ""));
        }
        int category = category(words[0], classes);
        double[] shares = new double[numbers];
        for (int i = 0; i < numbers; i++) {
            shares[i] = DecimalText.read("number " + (i + 1) + " behind the class", words[i + 1]);
        }
        YoloLine read = new YoloLine(file, number, image, size, category, shares);
        read.refuseKeypoints();
        for (double share : shares) {
            if (isOutside(share)) {
                throw new IllegalArgumentException("Expected shares of the image, from 0 to 1, found: " + share
                        + (share > 1 ? ". Divide pixels by the width and height of the image" : ""));
            }
        }
        if (!read.isPolygon()) {
            read.checkBox();
        }
        return read;
    }

    private static int category(String word, int classes) {
        int category = -1;
        if (word.matches("[0-9]{1,9}")) {
            category = Integer.parseInt(word);
        }
        if (category < 0 || category >= classes) {
            throw new IllegalArgumentException("Expected a whole class number"
                    + (classes == 0 ? " of no class" : " from 0 to " + (classes - 1)) + ", found: " + word);
        }
        return category;
    }

    private static boolean isOutside(double share) {
        return share < -BoxRules.TOLERANCE || share > 1 + BoxRules.TOLERANCE;
    }

    String file() {
        return file;
    }

    /** Of the line, from 1. */
    int number() {
        return number;
    }

    /** What is behind the class. */
    double[] shares() {
        return shares;
    }

    boolean isPolygon() {
        return shares.length != BOX;
    }

    private void checkBox() {
        if (shares[2] <= 0 || shares[3] <= 0) {
            throw new IllegalArgumentException(
                    "Expected a width and height above 0, found: " + shares[2] + " and " + shares[3]);
        }
        if (!beginsWithBox()) {
            throw new IllegalArgumentException("Expected the middle and size of a box within the image, found one from "
                    + low(0) + ", " + low(1) + " to " + high(0) + ", " + high(1)
                    + ". Does the line have edges, or the top left corner?");
        }
    }

    private double low(int axis) {
        return shares[axis] - shares[axis + 2] / 2;
    }

    private double high(int axis) {
        return shares[axis] + shares[axis + 2] / 2;
    }

    /** Whether the first four numbers can be a box. */
    private boolean beginsWithBox() {
        return shares[2] > 0
                && shares[3] > 0
                && !isOutside(low(0))
                && !isOutside(low(1))
                && !isOutside(high(0))
                && !isOutside(high(1));
    }

    /** Points with a visibility of 0, 1 or 2 each, in the box; or a polygon that just fills the box. */
    private void refuseKeypoints() {
        if (isPolygon() && beginsWithBox() && (isVisibility() || fillsBox())) {
            throw new IllegalArgumentException("Expected the corners of a polygon, found a box with "
                    + (isVisibility() ? "keypoints" : "a polygon") + " behind it: " + shares.length
                    + " numbers, the box " + List.of(shares[0], shares[1], shares[2], shares[3])
                    + ". Leave out what is behind the box");
        }
    }

    private boolean isVisibility() {
        if ((shares.length - BOX) % 3 != 0) {
            return false;
        }
        for (int i = BOX; i < shares.length; i += 3) {
            double visibility = shares[i + 2];
            if (visibility != 0 && visibility != 1 && visibility != 2) {
                return false;
            }
            if (!isInBox(shares[i], shares[i + 1])) {
                return false;
            }
        }
        return true;
    }

    /** Whether the numbers behind the first four can be keypoints of two numbers each: all are in the box, or 0 and 0. */
    boolean mayHaveKeypoints() {
        if (!isPolygon() || !beginsWithBox()) {
            return false;
        }
        for (int i = BOX; i < shares.length; i += 2) {
            if (!isInBox(shares[i], shares[i + 1])) {
                return false;
            }
        }
        return true;
    }

    private boolean isInBox(double x, double y) {
        return (x == 0 && y == 0)
                || (x >= low(0) - SAME && x <= high(0) + SAME && y >= low(1) - SAME && y <= high(1) + SAME);
    }

    private boolean fillsBox() {
        if (shares.length < BOX + LEAST_CORNERS) {
            return false;
        }
        double[] around = around(BOX);
        return near(around[0], low(0))
                && near(around[1], low(1))
                && near(around[2], high(0))
                && near(around[3], high(1));
    }

    private static boolean near(double one, double other) {
        return Math.abs(one - other) <= SAME;
    }

    /** Left, top, right and bottom of the points from an index on. */
    private double[] around(int from) {
        double[] edges = {Double.MAX_VALUE, Double.MAX_VALUE, -Double.MAX_VALUE, -Double.MAX_VALUE};
        for (int i = from; i < shares.length; i++) {
            int axis = i % 2;
            edges[axis] = Math.min(edges[axis], shares[i]);
            edges[axis + 2] = Math.max(edges[axis + 2], shares[i]);
        }
        return edges;
    }

    TrueObject object() {
        return isPolygon() ? polygon() : box();
    }

    private TrueObject box() {
        double width = shares[2] * size.width();
        double height = shares[3] * size.height();
        CocoBox box = new CocoBox(
                shares[0] * size.width() - width / 2, shares[1] * size.height() - height / 2, width, height);
        return new TrueObject(image, category, box, box.area(), TrueObject.Kind.OBJECT, null);
    }

    /** The box is the smallest around the corners; the area is that between them. */
    private TrueObject polygon() {
        double[] corners = shares.clone();
        for (int i = 0; i < corners.length; i += 2) {
            corners[i] *= size.width();
            corners[i + 1] *= size.height();
        }
        double doubled = 0;
        for (int i = 0; i < corners.length; i += 2) {
            int next = (i + 2) % corners.length;
            doubled += corners[i] * corners[next + 1] - corners[next] * corners[i + 1];
        }
        double[] edges = around(0);
        double left = edges[0] * size.width();
        double top = edges[1] * size.height();
        CocoBox box = new CocoBox(left, top, edges[2] * size.width() - left, edges[3] * size.height() - top);
        if (box.width() == 0 || box.height() == 0 || doubled == 0) {
            throw new IllegalArgumentException("Expected corners of an area, found them on one line or crosswise");
        }
        Outline outline = Outline.ofPolygons(List.of(corners));
        return new TrueObject(image, category, box, Math.abs(doubled) / 2, TrueObject.Kind.OBJECT, outline);
    }
}
