package dev.visiontask.segmentation;

/** The two rows of the output around one row of the picture. Moves downwards only, and reads each row once. */
final class RowPair {
    private final ScoreRows source;
    private final AxisSampling rows;
    private float[] upper;
    private float[] lower;
    private int at;

    RowPair(ScoreRows source, AxisSampling rows) {
        this.source = source;
        this.rows = rows;
        this.upper = new float[source.length()];
        this.lower = new float[source.length()];
        this.at = rows.lowest() - 1;
    }

    /** Moves to the rows around row {@code y} of the picture. */
    void moveTo(int y) {
        readTo(rows.second(y));
    }

    /** Reads what is below, which the picture may not have needed, and refuses numbers that are not finite. */
    void finish() {
        readTo(rows.highest());
        source.requireFinite();
    }

    private void readTo(int row) {
        while (at < row) {
            float[] free = upper;
            upper = lower;
            lower = free;
            source.read(++at, lower);
        }
    }

    /** The row above; of an output of one row, that one. */
    float[] upper() {
        return rows.lowest() == rows.highest() ? lower : upper;
    }

    /** The row below. */
    float[] lower() {
        return lower;
    }
}
